// `dedepay dedecms bundle SITE`: the zip for a shop which only FTP reaches, made from a copy or a backup of it.
import { writeFileSync } from "node:fs";
import { type InstallRecord, makeBundle, pluginPath, settingsPath, unknownVersion } from "@dedepay/dedecms";
import { CommandFailure } from "../../command-failure.ts";
import { type ExitCode, exitCode } from "../../exit-code.ts";
import { keepRecord } from "./keep-record.ts";
import { type Port, type PreparedShop, prepareShop } from "./prepare-shop.ts";
import type { ShopFlags } from "./shop-flags.ts";

export interface BundleFlags extends ShopFlags {
  readonly out?: string;
}

export async function bundleDedecms(path: string, flags: BundleFlags, port: Port): Promise<ExitCode> {
  const shop = await prepareShop({ path, flags, port, needed: [pluginPath, settingsPath] });
  const why = unknownVersion(shop.installation);
  if (why.length > 0) throw unknown(why);
  if (shop.earlier !== undefined && shop.earlier.record.folder !== null && shop.earlier.record.state === "installed") {
    throw installedHere(shop.earlier.record.folder);
  }
  const planned = await shop.plan(shop.files);
  if (planned.changes.length === 0 && shop.earlier !== undefined) return nothingToUpload(flags, port);
  const { record, changes } = await keepRecord(shop, shop.files, { state: "bundled", nowMs: port.nowMs() });
  const file = flags.out ?? `dedepay-${record.siteId}.zip`;
  const address = { ...shop.address, siteId: record.siteId };
  const { notDone } = planned;
  const page = { address, gateway: shop.gatewayUrl, notDone, dataOutside: shop.files.dataOutside };
  const parts = { changes, nowMs: port.nowMs(), ...(await originalsOf(shop, record)) };
  writeZip(file, makeBundle({ ...page, ...parts }));
  if (flags.json === true) {
    const paths = changes.map((change) => change.path);
    port.out(
      `${JSON.stringify({ file, site_id: record.siteId, url: record.url, files: paths, not_done: notDone }, undefined, 2)}\n`,
    );
  } else {
    port.out(
      [
        `做好了 · written: ${file}`,
        ...changes.map((change) => `  upload/${change.path}`),
        "",
        "里面有密钥：只交给上传的人，传完删除 · it holds keys: hand it to whoever uploads it, and delete it afterwards",
        "怎么上传，见里面的 READ-ME-FIRST.html · READ-ME-FIRST.html in it says what to do",
        `上传后验证 · verify after the upload: dedepay dedecms verify ${record.siteId}`,
        "",
      ].join("\n"),
    );
  }
  return exitCode.fine;
}

/** What going back takes, also from bundles before this one. */
async function originalsOf(
  { records }: PreparedShop,
  { id, changes }: InstallRecord,
): Promise<{ readonly originals: ReadonlyMap<string, Uint8Array>; readonly added: readonly string[] }> {
  const originals = new Map<string, Uint8Array>();
  for (const { path, before } of changes) if (before !== null) originals.set(path, await records.bytes(id, before));
  return { originals, added: changes.flatMap(({ path, before }) => (before === null ? [path] : [])) };
}

function nothingToUpload(flags: BundleFlags, { out }: Port): ExitCode {
  const text =
    "这份副本里的接入文件都是最新的，没有要上传的 · the drop-in in this copy is up to date; nothing to upload\n";
  out(flags.json === true ? `${JSON.stringify({ file: null, files: [] })}\n` : text);
  return exitCode.fine;
}

function unknown(why: ReturnType<typeof unknownVersion>): CommandFailure {
  return new CommandFailure(exitCode.foundProblem, {
    zh: `没有做压缩包：${why.map(({ zh }) => zh).join("；")}`,
    en: `no bundle was made: ${why.map(({ en }) => en).join("; ")}`,
    fixZh: "这种站点可以不换 PHP：dedepay dedecms install <目录> --way look-alike 说明改哪一行",
    fixEn: "such a shop can keep its PHP: dedepay dedecms install <dir> --way look-alike says which line to change",
  });
}

function installedHere(folder: string): CommandFailure {
  return new CommandFailure(exitCode.wrongUsage, {
    zh: `这个网店已经装在 ${folder}`,
    en: `this shop is installed in ${folder} already`,
    fixZh: "先 dedepay dedecms uninstall，或用 --site-url 说明是另一个网址",
    fixEn: "run dedepay dedecms uninstall first, or name another address with --site-url",
  });
}

function writeZip(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes, { mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    const text = { zh: `写不了 ${file}`, en: `cannot write ${file}` };
    throw new CommandFailure(exitCode.wrongUsage, text, { cause: error });
  }
}
