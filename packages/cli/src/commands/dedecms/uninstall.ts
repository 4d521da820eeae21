// `dedepay dedecms uninstall DIR`: puts a shop back byte for byte and says which holes are open again.
import {
  examineInstallation,
  folderFiles,
  type InstallRecord,
  InstallRecords,
  knownHoles,
  needsAction,
  readInstallation,
  sha256,
  siteFolder,
  type Undone,
  undoChanges,
} from "@dedepay/dedecms";
import { CommandFailure } from "../../command-failure.ts";
import { openDataFolder } from "../../data-folder.ts";
import { type ExitCode, exitCode } from "../../exit-code.ts";
import { textTable } from "../../terminal/text-table.ts";
import { withGateway } from "../../with-gateway.ts";
import { confirmed } from "./confirmed.ts";
import type { Port } from "./prepare-shop.ts";
import { guarded } from "./shop-failures.ts";
import type { GatewayFlags } from "./shop-flags.ts";
import { folderOf } from "./shop-folder.ts";
import { watchShop } from "./watch-shop.ts";

export interface UninstallFlags extends GatewayFlags {
  readonly yes?: true;
  readonly json?: true;
}

export async function uninstallDedecms(path: string, flags: UninstallFlags, port: Port): Promise<ExitCode> {
  const records = new InstallRecords(openDataFolder(flags.data));
  const folder = folderOf(path);
  const record = folder === undefined ? undefined : await records.ofFolder(folder);
  if (folder === undefined || record === undefined) throw neverInstalled(path);
  if (record.state === "removed") {
    port.out(
      flags.json === true ? `${JSON.stringify({ state: "removed", files: [] })}\n` : "早已卸载 · uninstalled already\n",
    );
    return exitCode.fine;
  }
  if (flags.json !== true) port.out(intention(record));
  if (!(await confirmed("恢复原样？Put it back?", flags, port))) return exitCode.foundProblem;
  const undone = await guarded(() =>
    undoChanges(record, {
      site: siteFolder(folder),
      sha256,
      kept: (bytes) => records.bytes(record.id, bytes),
      keepCopy: (bytes) => records.keepCopy(record.id, bytes),
    }),
  );
  await records.save({ ...record, state: "removed" });
  const place = { ...flags, surroundings: port };
  await withGateway(place, (gateway, actor) => watchShop(gateway, { actor, siteId: record.siteId, regular: false }));
  const installation = await readInstallation(folderFiles(folder), { nowMs: port.nowMs() });
  const open =
    installation === undefined
      ? []
      : knownHoles(examineInstallation(installation)).filter(({ finding }) => needsAction(finding));
  if (flags.json === true) {
    const holes = open.map(({ bug, finding }) => ({ bug, title: finding.title }));
    port.out(`${JSON.stringify({ state: "removed", files: undone, open_again: holes }, undefined, 2)}\n`);
  } else {
    port.out(undoneText(undone, open));
  }
  return undone.some(({ outcome }) => outcome === "left") ? exitCode.foundProblem : exitCode.fine;
}

function intention({ url, changes }: InstallRecord): string {
  return [
    `把 ${url} 的 ${changes.length} 个文件恢复成安装前的样子 · puts ${changes.length} files of ${url} back as they were`,
    "原插件的漏洞会重新打开；网关里还没有送到网站的付款结果不会再送到 · the stock plugin's holes open again; results which the gateway has not delivered yet will not reach the shop",
    "",
  ].join("\n");
}

const outcomes: Readonly<Record<Undone["outcome"], string>> = {
  restored: "恢复 restored",
  removed: "删除 removed",
  untouched: "本来就是原样 untouched",
  kept_aside: "后来被改过，已另存后删除 changed since: kept aside and removed",
  left: "后来被别人改过，没有动 changed since: left alone",
};

function undoneText(undone: readonly Undone[], open: ReturnType<typeof knownHoles>): string {
  return [
    textTable(undone.map(({ path, outcome, copy }) => [path, outcomes[outcome], copy ?? ""])),
    "",
    ...(open.length === 0
      ? []
      : [
          `这些漏洞又打开了 · these holes are open again`,
          ...open.map(({ bug, finding: { title } }) => `  ${bug} ${title.zh} · ${title.en}`),
          "→ dedepay dedecms inspect 说明现在怎么堵 · dedepay dedecms inspect says how to shut them now",
        ]),
    "",
  ].join("\n");
}

function neverInstalled(path: string): CommandFailure {
  return new CommandFailure(exitCode.wrongUsage, {
    zh: `这个数据文件夹里没有 ${path} 的安装记录`,
    en: `this data folder holds no record of an installation in ${path}`,
    fixZh:
      "用安装时的 --data；用压缩包上传的网店，按压缩包里的说明退回；都没有就从自己的备份恢复 include/payment/alipay.php，再删除 plus/dedepay.php 和 data/dedepay.config.php",
    fixEn:
      "use the --data of the installation; a shop which was uploaded from a bundle goes back as its page says; failing both, restore include/payment/alipay.php from a backup and delete plus/dedepay.php and data/dedepay.config.php",
  });
}
