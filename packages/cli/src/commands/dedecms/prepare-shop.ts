// Looks at a shop and at the gateway, and plans what connecting the two takes. Changes nothing.
import { realpathSync, statSync } from "node:fs";
import { sep } from "node:path";
import {
  addressOfSettings,
  type ChangePlan,
  type GatewaySettings,
  gatewaySettingsPath,
  type InstallationFiles,
  type InstallRecord,
  InstallRecords,
  planChanges,
  readDropInFiles,
  readGatewaySettings,
  type SiteAddress,
  siteAddress,
} from "@dedepay/dedecms";
import type { Gateway } from "@dedepay/gateway";
import { CommandFailure } from "../../command-failure.ts";
import { openDataFolder } from "../../data-folder.ts";
import { exitCode } from "../../exit-code.ts";
import type { Surroundings } from "../../surroundings.ts";
import { progressBar } from "../../terminal/progress-bar.ts";
import { withGateway } from "../../with-gateway.ts";
import { type ReadShop, readShop } from "./read-shop.ts";
import { type ShopAccounts, shopAccounts } from "./shop-account.ts";
import type { ShopFlags } from "./shop-flags.ts";

export type Port = Pick<Surroundings, "out" | "err" | "isTerminal" | "nowMs" | "randomBytes" | "sleep" | "ask">;

export interface PreparedShop extends ReadShop, ShopAccounts {
  /** Absolute and free of links; undefined for an archive. */
  readonly folder: string | undefined;
  readonly address: SiteAddress;
  readonly gatewayUrl: string;
  readonly records: InstallRecords;
  readonly earlier: { readonly record: InstallRecord; readonly settings: GatewaySettings } | undefined;
  /** With the gateway's settings as they are known: before the shop is registered, without its keys. */
  readonly plan: (files: InstallationFiles, settings?: GatewaySettings) => Promise<ChangePlan>;
  /** Opens the gateway's data for one piece of work. */
  readonly withGateway: <T>(use: (gateway: Gateway) => Promise<T>) => Promise<T>;
}

const keyCharacters = 32;

export interface PrepareShopInput {
  readonly path: string;
  readonly flags: ShopFlags;
  readonly port: Port;
  /** Files without which this is no whole shop. */
  readonly needed: readonly string[];
}

/** Throws CommandFailure where something has to be settled first. */
export async function prepareShop({ path, flags, port, needed }: PrepareShopInput): Promise<PreparedShop> {
  const bar = progressBar(port);
  const progress = (share: number): void =>
    bar.update({ what: path, done: Math.round(share * 100), of: 100, unit: "%" });
  const reading = readShop(path, { flags, nowMs: port.nowMs(), progress });
  const shop = await reading.finally(() => bar.end());
  await assertWhole(shop, path, needed);
  const address = shopAddress(flags.siteUrl, shop);
  const gatewayUrl = readGatewayUrl(flags.publicUrl);
  const folder = folderOf(path);
  const dataFolder = openDataFolder(flags.data);
  if (folder !== undefined) assertOutside(realpathSync(dataFolder), folder);
  const place = { ...flags, publicUrl: gatewayUrl, randomBytes: port.randomBytes };
  const known = await withGateway(place, (gateway) => gateway.listAccounts());
  const accounts = shopAccounts({ installation: shop.installation, known, chosen: flags.account });
  const records = new InstallRecords(dataFolder);
  const earlier = await findEarlier(records, { folder, siteId: address.siteId });
  const legacyAccount = accounts.legacy?.accountId ?? "";
  const preview: GatewaySettings =
    earlier === undefined
      ? { gateway: gatewayUrl, keyId: "", secret: "", webhookSecret: "", legacyAccount }
      : { ...earlier.settings, gateway: gatewayUrl, legacyAccount };
  const dropIn = await readDropInFiles();
  const newKey = keyMaker(port);
  const skip = new Set(flags.skip ?? []);
  return {
    ...shop,
    ...accounts,
    ...{ folder, address, gatewayUrl, records, earlier },
    plan: (files, settings = preview) => planChanges(files, { dropIn, settings, newKey, skip }),
    withGateway: (use) => withGateway(place, use),
  };
}

/** What is missing in a copy would be taken for missing on the server, and be written over. */
async function assertWhole({ files }: ReadShop, path: string, needed: readonly string[]): Promise<void> {
  const missing: string[] = [];
  for (const one of needed) if ((await files.read(one)) === undefined) missing.push(one);
  if (missing.length === 0) return;
  throw new CommandFailure(exitCode.wrongUsage, {
    zh: `${path} 不是完整的副本，缺少 ${missing.join("、")}`,
    en: `${path} is no whole copy: ${missing.join(", ")} is missing`,
    fixZh: "用 FTP 下载整个 include、data、plus、member 文件夹；服务器上真没有支付宝设置时，先在后台保存一次",
    fixEn:
      "download the folders include, data, plus and member; where the server really has no Alipay settings, save them once in the back office",
  });
}

function shopAddress(said: string | undefined, { installation }: ReadShop): SiteAddress {
  const address = said === undefined ? addressOfSettings(installation.site) : siteAddress(said);
  if (address !== undefined) return address;
  throw new CommandFailure(exitCode.wrongUsage, {
    zh: said === undefined ? "网站设置里的站点根网址不是网址" : "--site-url 不是网址",
    en: said === undefined ? "the root address in the shop's settings is no address" : "--site-url is no address",
    fixZh: "用 --site-url https://shop.example.com 指定买家打开网站的网址",
    fixEn: "name the address under which buyers open the shop: --site-url https://shop.example.com",
  });
}

/** The shop sends orders there and buyers pay there: outside of one machine only by HTTPS. */
function readGatewayUrl(text: string | undefined): string {
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
  const isLocal = url !== undefined && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  if (url !== undefined && (url.protocol === "https:" || (url.protocol === "http:" && isLocal)) && url.search === "") {
    return url.href.replace(/\/+$/, "");
  }
  throw new CommandFailure(exitCode.wrongUsage, {
    zh: text === undefined ? "没有给出网关的网址" : "--public-url 要用 https:// 开头的网址",
    en: text === undefined ? "the gateway's address is missing" : "--public-url has to begin with https://",
    fixZh: "--public-url https://pay.example.com，与 dedepay serve 用的相同",
    fixEn: "--public-url https://pay.example.com, the same as for dedepay serve",
  });
}

/** The real folder; undefined for an archive and for nothing at all. */
export function folderOf(path: string): string | undefined {
  const place = statSync(path, { throwIfNoEntry: false });
  return place?.isDirectory() ? realpathSync(path) : undefined;
}

/** What lies in the data folder would be for everybody to download. */
function assertOutside(dataFolder: string, shop: string): void {
  if (dataFolder !== shop && !dataFolder.startsWith(shop + sep)) return;
  throw new CommandFailure(exitCode.wrongUsage, {
    zh: `数据文件夹 ${dataFolder} 在网站目录里，里面的密钥会被人下载`,
    en: `the data folder ${dataFolder} lies below the web root: anybody could download the keys in it`,
    fixZh: "用 --data 指定网站目录以外的文件夹",
    fixEn: "name a folder outside of it with --data",
  });
}

async function findEarlier(
  records: InstallRecords,
  { folder, siteId }: { readonly folder: string | undefined; readonly siteId: string },
): Promise<PreparedShop["earlier"]> {
  const record = (folder === undefined ? undefined : await records.ofFolder(folder)) ?? (await records.ofSite(siteId));
  if (record !== undefined && folder !== undefined) assertSameShop(record, folder);
  const settings = record && (await keptSettings(records, record));
  return record && settings && { record, settings };
}

/** Two folders under one address: taking the second for the first would lose the first one's originals. */
function assertSameShop({ folder: installed, state, url }: InstallRecord, folder: string): void {
  const isGone = installed === null || installed === folder || folderOf(installed) === undefined;
  if (isGone || state === "removed") return;
  throw new CommandFailure(exitCode.wrongUsage, {
    zh: `${url} 已经装在 ${installed}`,
    en: `${url} is installed in ${installed} already`,
    fixZh: "先在那里 dedepay dedecms uninstall，或用 --site-url 说明这一份的网址",
    fixEn: "run dedepay dedecms uninstall there first, or name this one's address with --site-url",
  });
}

/** The keys which the shop was given. */
export async function keptSettings(
  records: InstallRecords,
  record: InstallRecord,
): Promise<GatewaySettings | undefined> {
  const change = record.changes.find(({ path }) => path === gatewaySettingsPath);
  return change && readGatewaySettings(await records.bytes(record.siteId, change.after));
}

/** The same key for the same file, however often the plan is made. */
function keyMaker({ randomBytes }: Port): (path: string) => string {
  const keys = new Map<string, string>();
  return (path) => {
    const key = keys.get(path) ?? Buffer.from(randomBytes(keyCharacters / 2)).toString("hex");
    keys.set(path, key);
    return key;
  };
}
