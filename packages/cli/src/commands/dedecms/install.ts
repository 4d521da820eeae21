// `dedepay dedecms install DIR`: looks at the shop, says what it would change, asks, changes, and sees that it works. What
// was interrupted is finished by running it again.
import { chooseWay, type InstallRecord, InstallRecords, type Way } from "@dedepay/dedecms";
import { CommandFailure } from "../../command-failure.ts";
import { openDataFolder } from "../../data-folder.ts";
import { type ExitCode, exitCode } from "../../exit-code.ts";
import { withGateway } from "../../with-gateway.ts";
import { type AdoptedOrders, adoptedText, adoptOrders } from "./adopt-orders.ts";
import { confirmed } from "./confirmed.ts";
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

/** What this gateway can do beside the webhook. */
const canFulfilInDatabase = false;

export async function installDedecms(path: string, flags: InstallFlags, port: Port): Promise<ExitCode> {
  const folder = folderOf(path);
  if (folder === undefined) throw needsFolder(path);
  const records = new InstallRecords(openDataFolder(flags.data));
  const interrupted = await records.ofFolder(folder);
  if (interrupted?.state === "prepared") return resume({ records, record: interrupted, flags, port });
  const shop = await prepareShop({ path, flags, port, needed: [] });
  const choice = chooseWay(shop.installation, { canFulfilInDatabase });
  if (choice.way === "look-alike" || flags.way === "look-alike")
    return explainLookAlike({ shop, choice, json: flags.json === true, port });
  if (flags.way === "database") throw noDatabaseWay();
  return installWebhook(shop, flags, port);
}

async function installWebhook(shop: PreparedShop, flags: InstallFlags, port: Port): Promise<ExitCode> {
  const choice = chooseWay(shop.installation, { canFulfilInDatabase });
  const { plan, files } = await makePlan(shop, choice, port.nowMs());
  const { earlier } = shop;
  if (plan.changes.length === 0 && earlier !== undefined && flags.dryRun !== true) {
    if (flags.json !== true) port.out("文件都已就位，没有要改的 · all files are in place; nothing to change\n");
    const record = { ...earlier.record, folder: shop.folder ?? null, changes: earlier.record.changes.map(asDone) };
    const done = await finishInstallation(shop.records, record, { flags, port });
    return report({ ...done, ...(await handOver(shop, record, port)) }, flags, port);
  }
  if (flags.json !== true) port.out(await describePlan(plan, shop));
  if (flags.dryRun === true) {
    if (flags.json === true) port.out(`${JSON.stringify({ plan: planJson(plan), state: "planned" }, undefined, 2)}\n`);
    return exitCode.fine;
  }
  if (!(await confirmed("照这个计划安装？Install as planned?", flags, port))) return exitCode.foundProblem;
  const { record } = await keepRecord(shop, files, { state: "prepared", nowMs: port.nowMs() });
  const done = await finishInstallation(shop.records, record, { flags, port });
  const after = done.state === "taken_back" ? {} : await handOver(shop, record, port);
  return report({ ...done, ...after, plan: planJson(plan) }, flags, port);
}

/** What the gateway does for a shop which is connected: watch it, and take its open orders over. */
async function handOver(
  { installation, legacy, withGateway: onGateway }: PreparedShop,
  { siteId, connectedAtMs }: InstallRecord,
  port: Port,
): Promise<{ readonly orders?: AdoptedOrders }> {
  const orders = installation.database?.orders.unpaid.filter(({ madeAtS }) => madeAtS * 1000 <= connectedAtMs);
  return onGateway(async (gateway, actor) => {
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
    await withGateway(place, (gateway, actor) => watchShop(gateway, { actor, siteId: record.siteId, regular: true }));
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

function noDatabaseWay(): CommandFailure {
  return new CommandFailure(exitCode.wrongUsage, {
    zh: "这个版本的网关还不能直接在网站的数据库里入账",
    en: "this version of the gateway can't fulfil in the shop's database yet",
    fixZh: "用 --way webhook，在自己的服务器上也可以",
    fixEn: "use --way webhook; it works on an own server too",
  });
}
