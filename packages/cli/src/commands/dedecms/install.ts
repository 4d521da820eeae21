// `dedepay dedecms install DIR`: looks at the shop, says what it would change, asks, changes, and sees that it works. What
// was interrupted is finished by running it again.
import { chooseWay, type InstallRecord, InstallRecords, siteFolder, type Way, type WayChoice } from "@dedepay/dedecms";
import { CommandFailure } from "../../command-failure.ts";
import { openDataFolder } from "../../data-folder.ts";
import { type ExitCode, exitCode } from "../../exit-code.ts";
import { withGateway } from "../../with-gateway.ts";
import { type AdoptedOrders, adoptedText, adoptOrders } from "./adopt-orders.ts";
import { confirmed } from "./confirmed.ts";
import { assertCanFulfil, canFulfil, type DatabaseWay, findDatabaseWay, findingLines, setWay } from "./database-way.ts";
import { finishInstallation, type Installed } from "./finish-installation.ts";
import { asDone, keepRecord } from "./keep-record.ts";
import { explainLookAlike } from "./look-alike.ts";
import { describePlan, makePlan, planJson } from "./plan-of-shop.ts";
import { type Port, type PreparedShop, prepareShop } from "./prepare-shop.ts";
import type { ShopFlags } from "./shop-flags.ts";
import { folderOf } from "./shop-folder.ts";
import { watchShop } from "./watch-shop.ts";

export interface InstallFlags extends ShopFlags {
  readonly way?: Way;
  readonly yes?: true;
  readonly dryRun?: true;
  /** False with --no-verify. */
  readonly verify: boolean;
}

export async function installDedecms(path: string, flags: InstallFlags, port: Port): Promise<ExitCode> {
  const folder = folderOf(path);
  if (folder === undefined) throw needsFolder(path);
  const records = new InstallRecords(openDataFolder(flags.data));
  const interrupted = await records.ofFolder(folder);
  if (interrupted?.state === "prepared") return resume({ records, record: interrupted, flags, port });
  const isByDatabase = flags.way === "database";
  const shop = await prepareShop({ path, flags: isByDatabase ? { ...flags, db: true } : flags, port, needed: [] });
  const wanted = flags.way ?? wayBefore(shop);
  const database = await databaseWayOf(shop, flags, wanted);
  const canFulfilInDatabase = database !== undefined && canFulfil(database);
  const choice = chooseWay(shop.installation, { canFulfilInDatabase, wanted });
  if (choice.way === "look-alike" || flags.way === "look-alike")
    return explainLookAlike({ shop, choice, json: flags.json === true, port });
  if (wanted === "database" && database !== undefined) assertCanFulfil(database);
  return installDropIn({ shop, choice, database: choice.way === "database" ? database : undefined }, flags, port);
}

/** A shop that is connected stays with its way until somebody names another. */
function wayBefore({ earlier }: PreparedShop): Way | undefined {
  return earlier?.record.state === "removed" ? undefined : earlier?.record.way;
}

/** Looked at where it is wanted, and where nobody wants another way and the database may be looked at. */
async function databaseWayOf(
  { files }: PreparedShop,
  { db, dbUrl }: InstallFlags,
  wanted: Way | undefined,
): Promise<DatabaseWay | undefined> {
  const isAllowed = wanted === undefined && (db === true || dbUrl !== undefined);
  return wanted === "database" || isAllowed ? findDatabaseWay(files, dbUrl) : undefined;
}

interface DropIn {
  readonly shop: PreparedShop;
  readonly choice: WayChoice;
  /** Undefined: by the webhook. */
  readonly database: DatabaseWay | undefined;
}

async function installDropIn({ shop, choice, database }: DropIn, flags: InstallFlags, port: Port): Promise<ExitCode> {
  const way: InstallRecord["way"] = database === undefined ? "webhook" : "database";
  const { plan, files } = await makePlan(shop, choice, port.nowMs());
  const { earlier } = shop;
  if (plan.changes.length === 0 && earlier !== undefined && flags.dryRun !== true) {
    if (flags.json !== true) port.out("文件都已就位，没有要改的 · all files are in place; nothing to change\n");
    const record = { ...earlier.record, way, folder: shop.folder ?? null, changes: earlier.record.changes.map(asDone) };
    const done = await finishInstallation(shop.records, record, { flags, port });
    return report({ ...done, ...(await handOver({ shop, record, database }, port)) }, flags, port);
  }
  if (flags.json !== true) port.out(await describePlan(plan, shop));
  if (flags.json !== true && database !== undefined && database.findings.length > 0)
    port.out(`${findingLines(database.findings).join("\n")}\n\n`);
  if (flags.dryRun === true) {
    if (flags.json === true) port.out(`${JSON.stringify({ plan: planJson(plan), state: "planned" }, undefined, 2)}\n`);
    return exitCode.fine;
  }
  if (!(await confirmed("照这个计划安装？Install as planned?", flags, port))) return exitCode.foundProblem;
  const { record } = await keepRecord(shop, files, { state: "prepared", way, nowMs: port.nowMs() });
  const done = await finishInstallation(shop.records, record, { flags, port });
  const after = done.state === "taken_back" ? {} : await handOver({ shop, record, database }, port);
  return report({ ...done, ...after, plan: planJson(plan) }, flags, port);
}

/** What the gateway does for a shop which is connected: watch it, and take its open orders over. */
async function handOver(
  { shop, record, database }: Omit<DropIn, "choice"> & { readonly record: InstallRecord },
  port: Port,
): Promise<{ readonly orders?: AdoptedOrders }> {
  const { installation, legacy, withGateway: onGateway } = shop;
  const { siteId, connectedAtMs } = record;
  const orders = installation.database?.orders.unpaid.filter(({ madeAtS }) => madeAtS * 1000 <= connectedAtMs);
  return onGateway(async (gateway, actor) => {
    if (database !== undefined || shop.earlier?.record.way === "database")
      await setWay(gateway, { actor, siteId, database });
    await watchShop(gateway, { actor, siteId, regular: true });
    if (orders === undefined || legacy === undefined) return {};
    return { orders: await adoptOrders(gateway, { siteId, account: legacy.accountId, orders }, port) };
  });
}

interface Interrupted {
  readonly records: InstallRecords;
  readonly record: InstallRecord;
  readonly flags: InstallFlags;
  readonly port: Port;
}

async function resume({ records, record, flags, port }: Interrupted): Promise<ExitCode> {
  const text = "上次的安装没有做完，原文件都有备份 · the last installation was interrupted; all originals are kept\n";
  if (flags.json !== true) port.out(text);
  if (!(await confirmed("继续做完？Finish it?", flags, port))) return exitCode.foundProblem;
  const done = await finishInstallation(records, record, { flags, port });
  if (done.state !== "taken_back") {
    const place = { ...flags, surroundings: port };
    const files = siteFolder(record.folder ?? "");
    const database = record.way === "database" ? await findDatabaseWay(files, flags.dbUrl) : undefined;
    await withGateway(place, async (gateway, actor) => {
      const { siteId } = record;
      if (record.way !== undefined) await setWay(gateway, { actor, siteId, database });
      await watchShop(gateway, { actor, siteId, regular: true });
    });
  }
  return report(done, flags, port);
}

type Done = Installed & { readonly plan?: object; readonly orders?: AdoptedOrders };

function report(done: Done, flags: InstallFlags, { out }: Port): ExitCode {
  const { code, text, ...json } = done;
  if (flags.json === true) out(`${JSON.stringify(json, undefined, 2)}\n`);
  else out(text + (done.orders === undefined ? "" : adoptedText(done.orders)));
  return code;
}

function needsFolder(path: string): CommandFailure {
  return new CommandFailure(exitCode.wrongUsage, {
    zh: `${path} 不是这台机器上的网站目录`,
    en: `${path} is no folder of a shop on this machine`,
    fixZh: "只有 FTP 的网店用 dedepay dedecms bundle 做一个要上传的压缩包",
    fixEn: "for a shop which only FTP reaches, dedepay dedecms bundle makes a zip to upload",
  });
}
