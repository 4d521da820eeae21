// The buyer's way back to the shop. A signed return would settle the order at the shop, as a notification does: it is given only
// after the notification was acknowledged, never while one is on its way, and only where the owner wants it at all.
import { signTestReturn } from "@dedepay/alipay";
import { listAttempts } from "../store/attempts.ts";
import { findLookAlikeOrder, insertLookAlikeNotice, listLookAlikeNotices } from "../store/look-alike-orders.ts";
import { findLookAlikeKey, findLookAlikeSite } from "../store/look-alike-sites.ts";
import { listOutboxRows } from "../store/outbox-rows.ts";
import type { Db } from "../store/store.ts";
import type { PaymentsTable } from "../store/tables/payments.ts";
import type { Context } from "../use-cases/context.ts";
import { type BuyerView, buyerView } from "../use-cases/payments/buyer-view.ts";
import { loadForBuyer } from "../use-cases/payments/load-payment.ts";
import { paymentNotFound } from "../use-cases/refusals.ts";
import { type LegacyTrade, legacyTrade, returnFields } from "./legacy-trade.ts";
import { messageFields } from "./message-fields.ts";
import { type LookAlikeSettings, readLookAlikeSettings } from "./settings.ts";
import { openKey } from "./site-key.ts";

export type WayBack =
  | { kind: "redirect"; url: string }
  /** The shop is being told; `shopUrl` for whoever does not want to wait. */
  | { kind: "wait"; view: BuyerView; shopUrl: string };

/** How long `notify_verify` knows a return's id. */
const returnLifeMs = 60_000;

/** Throws 1009: no payment of an old shop. */
export async function findWayBack(context: Context, paymentId: string): Promise<WayBack> {
  const { trade, settings, payment } = await load(context, paymentId);
  const shopUrl = settings.shopUrl ?? frontPage(trade);
  const { returnUrl } = trade.kept;
  const isPlain = settings.returns !== "signed" || returnUrl === null || payment.settledAttemptId === null;
  // A signed return tells the shop as a delivery does, and a restored ledger tells nothing before its gap was asked about.
  if (isPlain || (await context.recovery.look())) {
    return { kind: "redirect", url: shopUrl };
  }
  const told = await context.store.run((db) => howFarTold(db, paymentId));
  if (told === "on_its_way") return wait(context, paymentId, shopUrl);
  if (told === "not_told") return { kind: "redirect", url: shopUrl };
  const notifyId = await noteReturn(context, trade, paymentId);
  // Asked once more after the return was noted: a delivery that begins now sees the note, or is seen here.
  if ((await context.store.run((db) => howFarTold(db, paymentId))) !== "told") return wait(context, paymentId, shopUrl);
  return { kind: "redirect", url: await signedReturn(context, { trade, notifyId, returnUrl }) };
}

type Loaded = { payment: PaymentsTable; trade: LegacyTrade; settings: LookAlikeSettings };

async function load(context: Context, paymentId: string): Promise<Loaded> {
  return context.store.run(async (db) => {
    const order = await findLookAlikeOrder(db, paymentId);
    if (order === undefined) throw paymentNotFound(paymentId);
    const { payment } = await loadForBuyer(db, paymentId);
    const trade = legacyTrade({ order, payment, attempts: await listAttempts(db, paymentId) });
    return { payment, trade, settings: readLookAlikeSettings(await findLookAlikeSite(db, payment.siteId)) };
  });
}

function frontPage({ kept }: LegacyTrade): string {
  return new URL("/", kept.returnUrl ?? kept.notifyUrl).href;
}

async function howFarTold(db: Db, paymentId: string): Promise<"told" | "on_its_way" | "not_told"> {
  const rows = (await listOutboxRows(db, paymentId)).filter((row) => row.kind === "webhook");
  if (rows.some((row) => row.status === "pending" || row.status === "leased")) return "on_its_way";
  const notices = await listLookAlikeNotices(db, paymentId, "notify");
  return notices.some((notice) => notice.acknowledgedAtMs !== null) ? "told" : "not_told";
}

async function wait(context: Context, paymentId: string, shopUrl: string): Promise<WayBack> {
  const rows = await context.store.run((db) => loadForBuyer(db, paymentId));
  return { kind: "wait", view: buyerView(rows, context.nowMs()), shopUrl };
}

/** A buyer who presses again within the minute gets the same id: pressing must not fill the disk. */
async function noteReturn(context: Context, trade: LegacyTrade, paymentId: string): Promise<string> {
  const nowMs = context.nowMs();
  const [latest] = await context.store.run((db) => listLookAlikeNotices(db, paymentId, "return"));
  if (latest?.validUntilMs != null && nowMs < latest.validUntilMs) return latest.id;
  const id = `RqPnCo${Buffer.from(context.platform.randomness.bytes(48)).toString("base64url")}`;
  await context.store.run((db) =>
    insertLookAlikeNotice(db, {
      id,
      partner: trade.partner,
      paymentId,
      kind: "return",
      createdAtMs: nowMs,
      sentAtMs: nowMs,
      validUntilMs: nowMs + returnLifeMs,
      acknowledgedAtMs: null,
    }),
  );
  return id;
}

type Return = { trade: LegacyTrade; notifyId: string; returnUrl: string };

async function signedReturn(context: Context, { trade, notifyId, returnUrl }: Return): Promise<string> {
  const key = await context.store.run((db) => findLookAlikeKey(db, trade.partner));
  if (key === undefined) throw new Error(`the key of partner ${trade.partner} is gone`);
  const keys = { protocol: "mapi", signType: "MD5", md5Key: openKey(context, key) } as const;
  const fields = { ...returnFields(trade), ...messageFields(notifyId, context.nowMs()) };
  const query = signTestReturn({ ...keys, charset: trade.kept.charset }, fields);
  return `${returnUrl}${returnUrl.includes("?") ? "&" : "?"}${query}`;
}
