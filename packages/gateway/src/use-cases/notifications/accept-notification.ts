// Takes what was posted to /notify/:account and answers by the acknowledgement table of DESIGN §3, row by row.
// `success` leaves only after the commit; what is not understood is kept, never dropped.

import { hash } from "node:crypto";
import { AlipayError, type MapiRefundNotice, readTradeFacts, type TradeFacts } from "@dedepay/alipay";
import type { ConflictReason } from "@dedepay/core";
import { assertNever } from "../../assert-never.ts";
import type { AccountRow } from "../../store/accounts.ts";
import { findAttemptByOutTradeNo } from "../../store/attempts.ts";
import { recordNewNotification, recordNotification, updateNotification } from "../../store/notifications.ts";
import type { Db } from "../../store/store.ts";
import type { AccountsTable } from "../../store/tables/accounts.ts";
import type { AttemptsTable } from "../../store/tables/attempts.ts";
import type { NotificationsTable } from "../../store/tables/notifications.ts";
import type { PaymentsTable } from "../../store/tables/payments.ts";
import { findTrade } from "../../store/trades.ts";
import type { Context } from "../context.ts";
import { openIncident } from "../incidents/open-incident.ts";
import { parkedIncident } from "../incidents/parked-incident.ts";
import { applyFacts } from "../payments/apply-facts.ts";
import { askAlipay } from "../queries/ask-alipay.ts";
import { queryNow } from "../queries/query-schedule.ts";
import { acceptErrorNotice, readErrorNotice } from "./accept-error-notice.ts";
import { commitRefundNotice, readRefundNotice } from "./accept-refund-notice.ts";
import { type Authentic, authenticateNotification } from "./authenticate-notification.ts";
import { keepRefusedNotification } from "./keep-refused-notification.ts";
import { logNotification } from "./log-notification.ts";
import type { AcceptNotificationResult, NotificationOutcome } from "./notification-outcome.ts";
import { notificationRow, type ReceivedNotification } from "./notification-row.ts";
import { type SecondCheck, secondCheck, unconfirmedTitles } from "./second-check.ts";

export type AcceptNotificationInput = ReceivedNotification;

/** Verified, with its facts. `messageKey` is the same for the same message sent again. */
type Message = { input: AcceptNotificationInput; account: AccountRow; facts: TradeFacts; messageKey: string };

/** Throws 1001 where the store is down: nothing was acknowledged, Alipay sends again. */
export async function acceptNotification(
  context: Context,
  input: AcceptNotificationInput,
): Promise<AcceptNotificationResult> {
  const authentication = await authenticateNotification(context, input);
  const result = authentication.isAuthentic
    ? await takeIn(context, { input, ...authentication })
    : await keepRefusedNotification(context, authentication.refused);
  context.metrics.count("dedepay_notifications_total", { outcome: result.outcome });
  // What is refused gets its line where it is kept: a flood of it gets none.
  if (authentication.isAuthentic) logNotification(context.log, input, result);
  return result;
}

type Received = Authentic & { input: AcceptNotificationInput };

async function takeIn(context: Context, { input, account, fields }: Received): Promise<AcceptNotificationResult> {
  const facts = factsOf(context, account, fields);
  const notice = readRefundNotice(account.protocol, fields);
  if (notice !== undefined) return acceptRefundNotice(context, { input, account, notice });
  const errorNotice = readErrorNotice(account, fields);
  if (errorNotice !== undefined) return acceptErrorNotice(context, { input, account, notice: errorNotice });
  if (facts === undefined) return keepUnsupported(context, { input, account, fields });
  const message = { input, account, facts, messageKey: messageKeyOf(facts, input.rawBody) };
  const second = await secondCheck(context, { account, notifyId: facts.notifyId, messageKey: message.messageKey });
  if (second !== "passed") {
    const confirmed = await confirmInstead(context, message, second);
    if (confirmed !== undefined) return confirmed;
  }
  const key = JSON.stringify([account.pid, facts.outTradeNo]);
  const result = await context.store.inSharedTransaction(key, (db) => commit(context, db, message));
  if (result.outcome === "moved" && facts.gmtPaymentMs !== undefined)
    context.metrics.observe("dedepay_notification_lag_seconds", (context.nowMs() - facts.gmtPaymentMs) / 1000);
  context.wakeRelay();
  context.wakeQueries();
  return result;
}

/** A batch refund's result. Not fresh by the second check: nothing is settled by it, the refund's own question goes on. */
async function acceptRefundNotice(
  context: Context,
  o: { input: AcceptNotificationInput; account: AccountsTable; notice: MapiRefundNotice },
): Promise<AcceptNotificationResult> {
  const { input, account, notice } = o;
  const messageKey = `v:${sha256(Buffer.from(`${notice.notifyId ?? sha256(input.rawBody)}:${notice.batchNo}`))}`;
  const row = { ...notificationRow(context, input, account.id), messageKey };
  const notificationId = row.id;
  const second = await secondCheck(context, { account, notifyId: notice.notifyId, messageKey });
  if (second !== "passed") {
    const kept = { ...row, outcome: "unconfirmed", reason: second };
    await context.store.run((db) => recordNotification(db, kept));
    return { answer: "fail", outcome: "unconfirmed", notificationId };
  }
  const done = await context.store.inTransaction((db) => commitRefundNotice(context, db, { account, row, notice }));
  context.wakeRelay();
  context.wakeQueries();
  const about = done.paymentId === undefined ? {} : { paymentId: done.paymentId };
  return { answer: "success", outcome: done.outcome, notificationId, ...about };
}

/** undefined: verified, but not about a trade (a batch refund, a bank card return, a kind not known yet). */
function factsOf(context: Context, account: AccountsTable, fields: Record<string, string>): TradeFacts | undefined {
  try {
    return readTradeFacts(context.channel.accountOf(account), fields);
  } catch (error) {
    if (error instanceof AlipayError && error.kind === "malformed_reply") return undefined;
    throw error;
  }
}

/** One transaction: notification, decision, payment, event, postings, outbox. */
async function commit(context: Context, db: Db, message: Message): Promise<AcceptNotificationResult> {
  const { input, account, facts } = message;
  const trade = await findTrade(db, { pid: account.pid, outTradeNo: facts.outTradeNo });
  const attempt = trade?.attempts.find((one) => isOf(message, one));
  if (trade === undefined || attempt === undefined || isAnotherSites(trade.payment, message))
    return park(context, db, message);
  const { payment, ...beside } = trade;
  const about = { paymentId: payment.id, attemptId: attempt.id };
  const row = verifiedRow(context, message, about);
  const applied = await applyFacts(context, db, {
    account,
    attempt,
    payment,
    facts,
    source: "notification",
    requestId: input.requestId,
    notificationId: row.id,
    ...(payment.accountId === account.id && { alreadyRead: { account, ...beside } }),
  });
  const outcome = outcomeOf(applied);
  // What moves something was hardly there before.
  const record = outcome === "moved" ? recordNewNotification : recordNotification;
  const isNew = await record(db, { ...row, outcome });
  if (isNew) return { answer: "success", outcome, notificationId: row.id, paymentId: payment.id };
  if (outcome === "ignored") {
    return { answer: "success", outcome: "duplicate", notificationId: row.id, paymentId: payment.id };
  }
  // It was kept undecided, and has come again with a result.
  const where = { accountId: account.id, messageKey: message.messageKey };
  await updateNotification(db, where, { outcome, ...about });
  return { answer: "success", outcome, notificationId: row.id, paymentId: payment.id };
}

/** Only the attempt's own account speaks for it: a simulator's account may bear the PID of a real one. */
function isOf({ account, facts }: Message, attempt: AttemptsTable): boolean {
  return attempt.pid === account.pid && attempt.outTradeNo === facts.outTradeNo && attempt.accountId === account.id;
}

async function attemptOf(db: Db, message: Message): Promise<AttemptsTable | undefined> {
  const { account, facts } = message;
  const attempt = await findAttemptByOutTradeNo(db, account.pid, facts.outTradeNo);
  return attempt !== undefined && isOf(message, attempt) ? attempt : undefined;
}

/** Of a message that was not there before. */
function outcomeOf(applied: Awaited<ReturnType<typeof applyFacts>>): NotificationOutcome {
  if (applied.kind === "differs") return "differs";
  const { decision } = applied;
  switch (decision.kind) {
    case "move":
      return "moved";
    case "ignore":
      return "ignored";
    case "conflict":
      return isAboutAmount(decision.reason) ? "differs" : "conflict";
    default:
      return assertNever(decision);
  }
}

function isAboutAmount(reason: ConflictReason): boolean {
  return reason === "amount_differs" || reason === "price_changed_by_seller" || reason === "changed_price_paid";
}

/** Two shops may number their orders alike under one PID: the site that forwards it speaks only of its own. */
function isAnotherSites(payment: PaymentsTable, { input }: Message): boolean {
  return input.forwardedBy !== undefined && payment.siteId !== input.forwardedBy.siteId;
}

/** Verified, but no attempt of ours: somebody's money. Kept durably; a person has to explain it. */
async function park(context: Context, db: Db, message: Message): Promise<AcceptNotificationResult> {
  const { account, facts, input } = message;
  const row = { ...verifiedRow(context, message), outcome: "parked", reason: "unknown_order" };
  await recordNotification(db, row);
  await openIncident(context, db, parkedIncident({ account, facts, forwardedBy: input.forwardedBy }));
  return { answer: "success", outcome: "parked", notificationId: row.id };
}

async function keepUnsupported(
  context: Context,
  o: { input: AcceptNotificationInput; account: AccountsTable; fields: Record<string, string> },
): Promise<AcceptNotificationResult> {
  const { input, account, fields } = o;
  const notificationId = context.newId("ntf");
  const type = fields["notify_type"] ?? "";
  await context.store.inTransaction(async (db) => {
    await recordNotification(db, {
      ...notificationRow(context, input, account.id),
      id: notificationId,
      messageKey: `v:${sha256(input.rawBody)}`,
      outcome: "unsupported",
      reason: type.slice(0, 64),
    });
    await openIncident(context, db, {
      cause: "notification-not-about-a-trade",
      group: `notification-not-about-a-trade:${account.id}:${type.slice(0, 64)}`,
      title: {
        zh: "收到一种网关尚不处理的支付宝通知，已保存",
        en: "Alipay sent a kind of notification that the gateway keeps but does not handle",
      },
      accountId: account.id,
      evidence: { notifyType: type.slice(0, 64) },
    });
  });
  context.wakeRelay();
  return { answer: "success", outcome: "unsupported", notificationId };
}

/**
 * Not fresh: Alipay is asked. undefined where its answer is there now (the usual way goes on, and finds nothing new);
 * otherwise the message is kept, and answered `fail`, so that an honest one comes again.
 */
async function confirmInstead(
  context: Context,
  message: Message,
  why: Exclude<SecondCheck, "passed">,
): Promise<AcceptNotificationResult | undefined> {
  const { account, facts, input } = message;
  const attempt = await context.store.run((db) => attemptOf(db, message));
  if (attempt === undefined) return why === "key_shared" ? refuseInvented(context, message) : undefined;
  const asked = await askAlipay(context, {
    paymentId: attempt.paymentId,
    attemptId: attempt.id,
    requestId: input.requestId,
  });
  if (asked.reports.some((report) => report.tradeStatus === facts.tradeStatus)) return undefined;
  const row = verifiedRow(context, message, { paymentId: attempt.paymentId, attemptId: attempt.id });
  await context.store.inTransaction(async (db) => {
    await recordNotification(db, { ...row, outcome: "unconfirmed", reason: why });
    await queryNow(context, db, attempt.paymentId);
    await openIncident(context, db, {
      cause: "second-check-not-fresh",
      group: `second-check-not-fresh:${account.id}`,
      title: unconfirmedTitles[why],
      paymentId: attempt.paymentId,
      accountId: account.id,
      evidence: { outTradeNo: facts.outTradeNo, tradeStatus: facts.tradeStatus },
    });
  });
  context.wakeRelay();
  context.wakeQueries();
  return { answer: "fail", outcome: "unconfirmed", notificationId: row.id, paymentId: attempt.paymentId };
}

/** Whoever holds the key could invent orders without end, and each would call the owner: only what Alipay knows is parked. */
async function refuseInvented(context: Context, message: Message): Promise<AcceptNotificationResult | undefined> {
  const { account, facts } = message;
  if ((await context.channel.queryTrade(account, facts.outTradeNo)).kind === "trade") return undefined;
  const row = { ...verifiedRow(context, message), outcome: "unconfirmed", reason: "key_shared" };
  await context.store.run((db) => recordNotification(db, row));
  return { answer: "fail", outcome: "unconfirmed", notificationId: row.id };
}

function verifiedRow(
  context: Context,
  { input, account, facts, messageKey }: Message,
  about: { paymentId?: string; attemptId?: string } = {},
): NotificationsTable {
  return {
    ...notificationRow(context, input, account.id),
    messageKey,
    paymentId: about.paymentId ?? null,
    attemptId: about.attemptId ?? null,
    tradeNo: facts.tradeNo ?? null,
    outTradeNo: facts.outTradeNo,
    tradeStatus: facts.tradeStatus,
  };
}

/**
 * notify_id stays the same when one event is sent again; time and signature change. The status guards against a reused id. The
 * order's number comes first, so that keys lie together in their index as the orders do.
 */
function messageKeyOf(facts: TradeFacts, rawBody: Uint8Array): string {
  const { notifyId, outTradeNo, tradeStatus, refundStatus, refundedFen } = facts;
  const parts = [notifyId, outTradeNo, tradeStatus, refundStatus, refundedFen];
  const said = notifyId === undefined ? rawBody : Buffer.from(JSON.stringify(parts.map(String)));
  return `v:${outTradeNo.slice(0, longestNumber)}:${sha256(said)}`;
}

/** Of an order at Alipay. */
const longestNumber = 64;

function sha256(bytes: Uint8Array): string {
  return hash("sha256", bytes);
}
