// Inspects a DedeCMS installation from its files, and its database where one is at hand. Reads only, runs nothing.
import { checkCharset } from "./check-charset.ts";
import { checkDatabase } from "./check-database.ts";
import { checkHoles } from "./check-holes.ts";
import { checkSettings } from "./check-settings.ts";
import { checkShop } from "./check-shop.ts";
import type { Finding, Severity } from "./inspection-finding.ts";
import { type Installation, readInstallation } from "./installation.ts";
import type { InstallationDatabase } from "./installation-database.ts";
import type { InstallationFiles } from "./installation-files.ts";

const order: readonly Severity[] = ["critical", "serious", "warning", "note"];

/** Findings, worst first; undefined where the files are no DedeCMS. */
export async function inspectInstallation(
  files: InstallationFiles,
  database?: InstallationDatabase,
): Promise<readonly Finding[] | undefined> {
  const installation = await readInstallation(files, database);
  if (installation === undefined) return undefined;
  const findings = [
    ...checkPlugin(installation),
    ...checkHoles(installation),
    ...checkSettings(installation),
    ...checkDatabase(installation),
    ...checkCharset(installation),
    ...checkShop(installation),
  ];
  const rank = ({ state, severity }: Finding): number =>
    (state === "open" ? 0 : order.length) + order.indexOf(severity);
  // The sort is stable: what is equally bad keeps the order of the checks.
  return findings.sort((left, right) => rank(left) - rank(right));
}

function checkPlugin({ plugin, edition }: Installation): Finding[] {
  const version = edition?.version ?? edition?.charsetConstant ?? "?";
  const base = { state: "open", certainty: "seen", bugs: [] } as const;
  const dropIn = {
    zh: "接入文件会替换 include/payment/alipay.php",
    en: "the drop-in replaces include/payment/alipay.php",
  };
  const known: Finding = {
    ...base,
    id: "installation",
    severity: "note",
    title: {
      zh: `DedeCMS ${version}，支付宝插件：${plugin === "drop-in" ? "dedepay 接入文件" : "原版"}`,
      en: `DedeCMS ${version}, Alipay plugin: ${plugin === "drop-in" ? "dedepay's drop-in" : "stock"}`,
    },
    fix: [],
    dropIn,
  };
  if (plugin === "stock" || plugin === "drop-in") return [known];
  return [
    {
      ...known,
      severity: "warning",
      title: {
        zh: plugin === "absent" ? "没有支付宝插件文件" : "支付宝插件不是认识的原版，下面按原版判断的结论不一定适用",
        en:
          plugin === "absent"
            ? "no Alipay plugin file"
            : "the Alipay plugin is no known one; what is said about the stock plugin may not apply",
      },
      proof: {
        zh: `include/payment/alipay.php，DedeCMS ${version}`,
        en: `include/payment/alipay.php, DedeCMS ${version}`,
      },
    },
  ];
}
