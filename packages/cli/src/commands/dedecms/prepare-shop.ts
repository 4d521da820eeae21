// Looks at a shop and at the gateway, and plans what connecting the two takes. Changes nothing.
import { realpathSync } from "node:fs";
import { sep } from "node:path";
import {
  type ChangePlan,
  type GatewaySettings,
  type InstallationFiles,
  InstallRecords,
  planChanges,
  readDropInFiles,
  type SiteAddress,
} from "@dedepay/dedecms";
import { CommandFailure } from "../../command-failure.ts";
import { openDataFolder } from "../../data-folder.ts";
import { exitCode } from "../../exit-code.ts";
import type { Surroundings } from "../../surroundings.ts";
import { progressBar } from "../../terminal/progress-bar.ts";
import { type GatewayUse, withGateway } from "../../with-gateway.ts";
import { type Earlier, findEarlier } from "./earlier-record.ts";
import { type ReadShop, readShop } from "./read-shop.ts";
import { isSameShop } from "./register-shop.ts";
import { type ShopAccounts, shopAccounts } from "./shop-account.ts";
import { readGatewayUrl, shopAddress } from "./shop-address.ts";
import type { ShopFlags } from "./shop-flags.ts";
import { folderOf } from "./shop-folder.ts";

type PortMember =
  | ("out" | "err" | "isTerminal" | "nowMs" | "sleep" | "ask")
  | ("environment" | "randomBytes" | "userName");
export type Port = Pick<Surroundings, PortMember>;

export interface PreparedShop extends ReadShop, ShopAccounts {
  /** Absolute and free of links; undefined for an archive. */
  readonly folder: string | undefined;
  readonly address: SiteAddress;
  readonly gatewayUrl: string;
  readonly records: InstallRecords;
  readonly earlier: Earlier | undefined;
  /** With the gateway's settings as they are known: before the shop is registered, without its keys. */
  readonly plan: (files: InstallationFiles, settings?: GatewaySettings) => Promise<ChangePlan>;
  /** Opens the gateway's data for one piece of work. */
  readonly withGateway: <T>(use: GatewayUse<T>) => Promise<T>;
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
  const address = shopAddress(flags.siteUrl, shop.installation);
  const gatewayUrl = readGatewayUrl(flags.publicUrl);
  const folder = folderOf(path);
  const dataFolder = openDataFolder(flags.data);
  if (folder !== undefined) assertOutside(realpathSync(dataFolder), folder);
  const place = { ...flags, publicUrl: gatewayUrl, surroundings: port };
  const known = await withGateway(place, (gateway) => gateway.listAccounts());
  const accounts = shopAccounts({ installation: shop.installation, known, chosen: flags.account });
  const records = new InstallRecords(dataFolder);
  const earlier = await findEarlier(records, { folder, id: address.siteId });
  const legacyAccount = accounts.legacy?.accountId ?? "";
  const keys =
    earlier !== undefined && isSameShop(earlier.record, { address, ...accounts })
      ? earlier.settings
      : { keyId: "", secret: "", webhookSecret: "" };
  const preview: GatewaySettings = { ...keys, gateway: gatewayUrl, legacyAccount };
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

/** The same key for the same file, however often the plan is made. */
function keyMaker({ randomBytes }: Port): (path: string) => string {
  const keys = new Map<string, string>();
  return (path) => {
    const key = keys.get(path) ?? Buffer.from(randomBytes(keyCharacters / 2)).toString("hex");
    keys.set(path, key);
    return key;
  };
}
