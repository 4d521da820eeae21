// Which plugin is there, and whether the drop-in has the two files which it can't work without.
import { assertNever } from "../assert-never.ts";
import { gatewaySettingsPath, pluginPath, webhookPath } from "./inspected-paths.ts";
import { asIs, type BilingualText, type Finding, openFinding } from "./inspection-finding.ts";
import type { Installation } from "./installation.ts";

const replaces: BilingualText = {
  zh: `接入文件会替换 ${pluginPath}`,
  en: `the drop-in replaces ${pluginPath}`,
};
const installAgain: BilingualText = {
  zh: "重新运行 dedepay dedecms install，或重新上传压缩包里的文件",
  en: "run dedepay dedecms install again, or upload the files of the bundle once more",
};

export function checkDropIn(installation: Installation): Finding[] {
  return [describePlugin(installation), ...missingParts(installation), ...leftBehind(installation)];
}

function describePlugin({ plugin, edition }: Installation): Finding {
  const version = edition?.version ?? edition?.charsetConstant ?? "?";
  const base = { id: "installation", bugs: [], fix: [], dropIn: replaces } as const;
  const proof = asIs(`${pluginPath}, DedeCMS ${version}`);
  switch (plugin) {
    case "stock":
    case "drop-in":
      return openFinding({
        ...base,
        severity: "note",
        title: {
          zh: `DedeCMS ${version}，支付宝插件：${plugin === "drop-in" ? "dedepay 接入文件" : "原版"}`,
          en: `DedeCMS ${version}, Alipay plugin: ${plugin === "drop-in" ? "dedepay's drop-in" : "stock"}`,
        },
      });
    case "absent":
      return openFinding({
        ...base,
        severity: "warning",
        proof,
        title: { zh: "没有支付宝插件文件", en: "no Alipay plugin file" },
      });
    case "unknown":
      return openFinding({
        ...base,
        severity: "warning",
        proof,
        title: {
          zh: "支付宝插件不是认识的原版，下面按原版判断的结论不一定适用",
          en: "the Alipay plugin is no known one; what is said about the stock plugin may not apply",
        },
      });
    default:
      return assertNever(plugin);
  }
}

function missingParts({ plugin, hasWebhook, hasGatewaySettings }: Installation): Finding[] {
  if (plugin !== "drop-in") return [];
  const missing = [...(hasWebhook ? [] : [webhookPath]), ...(hasGatewaySettings ? [] : [gatewaySettingsPath])];
  if (missing.length === 0) return [];
  return [
    openFinding({
      id: "drop-in-incomplete",
      bugs: [],
      severity: "critical",
      title: {
        zh: "接入文件不完整：买家选支付宝后不能付款，付款结果也送不进来",
        en: "the drop-in is incomplete: buyers can't pay by Alipay, and results can't come in",
      },
      proof: { zh: `缺少 ${missing.join("、")}`, en: `missing: ${missing.join(", ")}` },
      fix: [installAgain],
      dropIn: { zh: "—", en: "–" },
    }),
  ];
}

/** An upgrade of the CMS brings the stock plugin back; our other files stay. */
function leftBehind({ plugin, hasWebhook, hasGatewaySettings }: Installation): Finding[] {
  if (plugin === "drop-in" || !(hasWebhook && hasGatewaySettings)) return [];
  return [
    openFinding({
      id: "drop-in-overwritten",
      bugs: ["V1", "V4", "D1"],
      severity: "critical",
      title: {
        zh: "接入文件被原来的支付宝插件覆盖了（多半是升级造成的）：漏洞又打开了，网关也收不到付款",
        en: "the stock plugin has come back over the drop-in, most likely by an upgrade: the holes are open again",
      },
      proof: {
        zh: `${webhookPath} 和 ${gatewaySettingsPath} 还在，${pluginPath} 不是接入文件`,
        en: `${webhookPath} and ${gatewaySettingsPath} are there, ${pluginPath} is not the drop-in`,
      },
      fix: [installAgain],
      dropIn: replaces,
    }),
  ];
}
