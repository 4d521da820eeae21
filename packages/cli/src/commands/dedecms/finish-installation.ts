// Writes what a record says into the shop and sees that it works. Where it does not, the shop is put back as it was.
import {
  applyChanges,
  type InstallRecord,
  type InstallRecords,
  type PingResult,
  pingTexts,
  sha256,
  siteFolder,
  undoChanges,
} from "@dedepay/dedecms";
import { type ExitCode, exitCode } from "../../exit-code.ts";
import type { Port } from "./prepare-shop.ts";
import { guarded } from "./shop-failures.ts";
import { verifyShop } from "./verify-shop.ts";

export interface Installed {
  readonly state: "installed" | "taken_back" | "not_verified";
  readonly site_id: string;
  readonly ping: PingResult | null;
  readonly code: ExitCode;
  readonly text: string;
}

export interface FinishOptions {
  readonly flags: { readonly verify: boolean };
  readonly port: Port;
}

export async function finishInstallation(
  records: InstallRecords,
  prepared: InstallRecord,
  { flags, port }: FinishOptions,
): Promise<Installed> {
  const { id, siteId, folder } = prepared;
  const site = siteFolder(folder ?? "");
  const kept = { site, sha256, kept: (bytes: Parameters<typeof records.bytes>[1]) => records.bytes(id, bytes) };
  await guarded(() => applyChanges(prepared, kept));
  const record: InstallRecord = { ...prepared, state: "installed" };
  await records.save(record);
  const common = { site_id: siteId };
  if (!flags.verify)
    return {
      ...common,
      state: "not_verified",
      ping: null,
      code: exitCode.fine,
      text: installedText(record, undefined),
    };
  const ping = await verifyShop({ records, record, port, patient: true });
  if (ping.kind === "ok")
    return { ...common, state: "installed", ping, code: exitCode.fine, text: installedText(record, ping) };
  // The drop-in was there before: then it stays, whatever the question says.
  if (prepared.changes.some(({ isDone }) => isDone)) {
    return {
      ...common,
      state: "not_verified",
      ping,
      code: exitCode.foundProblem,
      text: troubleText(record, ping, "stays"),
    };
  }
  const ports = { ...kept, keepCopy: (bytes: Uint8Array) => records.keepCopy(id, bytes) };
  await guarded(() => undoChanges(record, ports));
  await records.save({ ...record, state: "removed" });
  return { ...common, state: "taken_back", ping, code: exitCode.foundProblem, text: troubleText(record, ping, "back") };
}

function installedText(record: InstallRecord, ping: PingResult | undefined): string {
  const { folder, url, siteId, account } = record;
  return [
    ping?.kind === "ok"
      ? `装好了，已用签名的询问验证：${url}（PHP ${ping.php}）\nInstalled, and verified by a signed question`
      : `文件已写好，没有验证：${url}\nThe files are written; nothing was verified`,
    ...(ping?.kind === "ok" && ping.lineEndsChanged
      ? ["换行符被改过，不影响使用 · line ends were changed, which does no harm"]
      : []),
    "",
    "下一步 · next",
    `  1. 问支付宝这个账户的 PID 和密钥对不对 · ask Alipay whether PID and key are right: dedepay account check ${account}`,
    "  2. 用自己的会员账号买一件最便宜的商品，付款，看订单变成已付款 · buy something cheap and see it paid",
    `  3. 以后随时再验证 · verify again at any time: dedepay dedecms verify ${siteId}`,
    `  4. 升级 DedeCMS 后再运行一次安装；要退回 · after an upgrade install again; to go back: dedepay dedecms uninstall ${folder}`,
    "",
  ].join("\n");
}

function troubleText(
  record: InstallRecord,
  ping: Extract<PingResult, { kind: "trouble" }>,
  what: "back" | "stays",
): string {
  const { what: seen, fix } = pingTexts[ping.trouble];
  return [
    what === "back"
      ? "没有装成，网站已恢复原样 · not installed; the shop is as it was before"
      : "文件已就位，但验证不通过 · the files are in place, but the question fails",
    `  ${record.webhookUrl}`,
    `  ${seen.zh} · ${seen.en}${ping.detail === "" ? "" : `: ${ping.detail}`}`,
    `→ ${fix.zh}`,
    `→ ${fix.en}`,
    ...(what === "back"
      ? [
          "→ 网站暂时不能从这里访问时，可用 --no-verify 安装后再验证",
          "→ --no-verify installs without the question, where the shop can't be reached from here yet",
        ]
      : []),
    "",
  ].join("\n");
}
