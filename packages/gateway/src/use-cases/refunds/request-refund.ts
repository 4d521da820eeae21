// A site asks for a refund: checked and reserved in one unit of work, then sent. Asking again under the same number gives the
// same refund; an unknown outcome is queried, never replayed.
import {
  requestRefund as decideRequest,
  nextBeijingMidnightMs,
  type RefundRefusal,
  type RefundWay,
  refundableFen,
} from "@dedepay/core";
import { DedepayError } from "@dedepay/errors";
import { idOf } from "../../platform/ids.ts";
import { insertEvents, insertPostings } from "../../store/ledger.ts";
import { hastenRow } from "../../store/outbox-rows.ts";
import { updatePayment } from "../../store/payments.ts";
import { findRefundLimit, takeRefundBudget, usedRefundFen } from "../../store/refund-budgets.ts";
import { findLatestRefund, findRefund, insertRefund, listRefunds } from "../../store/refunds.ts";
import { type Db, StaleVersion } from "../../store/store.ts";
import type { RefundsTable } from "../../store/tables/refunds.ts";
import type { Context } from "../context.ts";
import { carryEffects } from "../payments/carry-effects.ts";
import type { PaymentRows } from "../payments/describe-payment.ts";
import { readKeptError } from "../payments/last-error.ts";
import { loadPayment } from "../payments/load-payment.ts";
import { machineOf } from "../payments/payment-machine.ts";
import { recordAudit } from "../record-audit.ts";
import { invalidParameter, paymentNotFound } from "../refusals.ts";
import { assertNoDoubtfulRefund } from "./doubtful-refund.ts";
import { planRefund } from "./plan-refund.ts";
import { heldByRecovery, isHeldByRecovery } from "./refund-after-restore.ts";
import { describeRefund, type RefundDocument } from "./refund-document.ts";
import { refundFailure } from "./refund-failure.ts";
import { beijingDay, refundRequestNo } from "./refund-number.ts";
import { refundRefused } from "./refund-refused.ts";
import { refundOf } from "./refund-row.ts";
import { submitRefund } from "./submit-refund.ts";

export type RequestRefundInput = {
  siteId: string;
  paymentId: string;
  /** Left out: all that is left. */
  amountFen?: bigint;
  /** The site's own number, once per payment; makes asking again safe. */
  refundNo?: string;
  reason?: string;
  /** Another attempt than the one that pays: money that came twice. */
  attemptId?: string;
  /** An operator shall confirm it on Alipay's page. Left out: where the account is known to need it. */
  withPassword?: boolean;
  actor: string;
  requestId: string;
};

/** created: 201, otherwise it was there. pending: the outcome is not known yet (202). */
export type RequestRefundResult = { refund: RefundDocument; created: boolean; pending: boolean };

/** Throws 1009, 1010 (state, or Alipay's own refusal), 1011 (over the rest or the day's limit), 1013 (number used with another amount). */
export async function requestRefund(context: Context, input: RequestRefundInput): Promise<RequestRefundResult> {
  const isHeld = await isHeldByRecovery(context, input);
  const made = await context.store.inTransaction((db) => reserve(context, db, { input, isHeld }));
  const { requestId } = input;
  context.log.info({ requestId, refundId: made.refund.id, created: made.created }, "refund requested");
  context.wakeRelay();
  if (made.created && made.refund.way !== "mapi_password") await sendNow(context, made.refund, requestId);
  const after = (await context.store.run((db) => findRefund(db, made.refund.id))) ?? made.refund;
  const refund = describeRefund(after, { publicUrl: context.publicUrl(), nowMs: context.nowMs() });
  if (made.created && after.state === "failed") throw refundFailure(refund);
  const pending = after.state !== "succeeded" && after.state !== "failed" && after.way !== "mapi_password";
  return { refund, created: made.created, pending };
}

/** At once, or as soon as the trade's last refund is three seconds old. */
async function sendNow(context: Context, refund: RefundsTable, requestId: string): Promise<void> {
  const sent = await submitRefund(context, { refundId: refund.id, requestId, fromOutbox: false });
  if (sent.kind !== "wait") return;
  const key = `${refund.paymentId}:submit_refund:${refund.id}:0`;
  const atMs = context.nowMs() + sent.forMs;
  await context.store.run((db) => hastenRow(db, key, atMs));
  context.wakeRelay();
}

type Reserved = { refund: RefundsTable; created: boolean };

async function reserve(
  context: Context,
  db: Db,
  { input, isHeld }: { input: RequestRefundInput; isHeld: boolean },
): Promise<Reserved> {
  const rows = await loadPayment(db, input.paymentId);
  if (rows.payment.siteId !== input.siteId) throw paymentNotFound(input.paymentId);
  const refunds = await listRefunds(db, input.paymentId);
  const known = refunds.find((refund) => refund.refundNo === input.refundNo);
  if (known !== undefined) return { refund: sameRefund(known, input), created: false };
  if (isHeld) throw heldByRecovery();
  await assertNoDoubtfulRefund(db, input.paymentId);
  const { refund, decision } = await decide(context, db, { input, rows, refunds });
  const payment = await updatePayment(db, rows.payment, {});
  await takeBudget(db, refund);
  if (!(await insertRefund(db, refund))) throw new StaleVersion(`refund ${refund.refundNo}`);
  const base = { paymentId: payment.id, createdAtMs: refund.createdAtMs };
  const detailJson = JSON.stringify({ refundId: refund.id, amountFen: Number(refund.amountFen), way: refund.way });
  const { requestId } = input;
  await insertEvents(
    db,
    payment.id,
    decision.events.map((type) => ({ ...base, id: context.newId("evt"), type, source: "site", detailJson, requestId })),
  );
  await insertPostings(
    db,
    decision.postings.map((posting) => ({
      ...base,
      id: context.newId("pst"),
      uniqueKey: `${payment.id}:${posting.key}`,
      fromAccount: posting.from,
      toAccount: posting.to,
      asset: posting.asset,
      amountFen: posting.amountFen,
    })),
  );
  await carryEffects(context, db, { payment, effects: decision.effects, refund });
  if (refund.way === "mapi_password")
    await planRefund(context, db, { type: "end_operator_time", key: `operator_time:${refund.id}`, refund });
  await recordAudit(context, db, {
    actor: input.actor,
    action: "refund.requested",
    subject: refund.id,
    after: { paymentId: payment.id, amountFen: refund.amountFen, way: refund.way },
    requestId,
  });
  return { refund, created: true };
}

/** What the site leaves out does not differ: it may not know any more what "all that is left" was. */
function sameRefund(known: RefundsTable, input: RequestRefundInput): RefundsTable {
  const given: Readonly<Record<string, [string | number | boolean | undefined, string | number | boolean]>> = {
    amount_fen: [input.amountFen === undefined ? undefined : Number(input.amountFen), Number(known.amountFen)],
    reason: [input.reason === undefined ? undefined : reasonFor(known.way, input.reason), known.reason],
    attempt_id: [input.attemptId, known.attemptId],
    with_password: [input.withPassword, known.way === "mapi_password"],
  };
  const differing = Object.entries(given)
    .filter(([, [asked, kept]]) => asked !== undefined && asked !== kept)
    .map(([field, [asked, kept]]) => ({ field, known: kept, given: asked }));
  if (differing.length === 0) return known;
  const fields = differing.map(({ field }) => field);
  throw new DedepayError(1013, {
    param: "refund_no",
    detail: {
      zh: `退款号 ${known.refundNo} 已用于另一笔退款，不同的字段：${fields.join("、")}`,
      en: `refund_no ${known.refundNo} was used for another refund; these fields differ: ${fields.join(", ")}`,
    },
    extra: { existing_id: known.id, differing_fields: differing },
  });
}

type Draft = { input: RequestRefundInput; rows: PaymentRows; refunds: RefundsTable[] };
type Decided = { refund: RefundsTable; decision: Extract<ReturnType<typeof decideRequest>, { kind: "move" }> };

async function decide(context: Context, db: Db, { input, rows, refunds }: Draft): Promise<Decided> {
  const nowMs = context.nowMs();
  const machine = machineOf(rows.payment);
  const attemptId = input.attemptId ?? rows.payment.settledAttemptId ?? rows.payment.currentAttemptId;
  const trade = machine.facts.trades.find((one) => one.attemptId === attemptId);
  const ours = refunds.map(refundOf);
  const amountFen = input.amountFen ?? (trade === undefined ? 0n : refundableFen(trade, ours));
  const way = await wayOf(db, rows, input);
  const id = refundId(context, input, way);
  const decision = decideRequest({
    payment: machine,
    refunds: ours,
    request: { refundId: id, attemptId, amountFen, way },
  });
  if (decision.kind === "conflict") {
    const reason: RefundRefusal = trade !== undefined && amountFen === 0n ? "over_the_rest" : decision.reason;
    throw refundRefused({ reason, amountFen, availableFen: decision.availableFen, state: rows.payment.state });
  }
  const { refund } = decision;
  const row: RefundsTable = {
    id,
    paymentId: rows.payment.id,
    attemptId,
    siteId: rows.payment.siteId,
    accountId: rows.account.id,
    refundNo: input.refundNo ?? id,
    requestNo: refundRequestNo(id, way, nowMs),
    way,
    state: refund.state,
    amountFen,
    sourceAccount: refund.account,
    refundedBeforeFen: refund.refundedBeforeFen,
    submissions: refund.submissions,
    reason: reasonFor(way, input.reason),
    lastErrorJson: null,
    lastSentAtMs: null,
    operatorUntilMs: way === "mapi_password" ? nextBeijingMidnightMs(nowMs) : null,
    budgetDay: beijingDay(nowMs),
    version: 1,
    createdAtMs: nowMs,
    settledAtMs: null,
  };
  return { refund: row, decision };
}

/**
 * OpenAPI takes our id as the refund's number. Made of the site's number it is the same one when a ledger that was restored, and
 * has forgotten the refund, is asked for it again: then Alipay pays it once.
 */
function refundId(context: Context, { paymentId, refundNo }: RequestRefundInput, way: RefundWay): string {
  return way === "openapi" && refundNo !== undefined ? idOf("ref", `${paymentId}:${refundNo}`) : context.newId("ref");
}

/** Separators of the batch's detail must not stand in the reason; it is shown to people, so twins will do. */
function reasonFor(way: string, reason: string | undefined): string {
  const text = (reason ?? "").replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim() || "协商退款";
  const parted = way === "openapi" ? text : text.replace(/[\^|$#&]/gu, " ").trim() || "协商退款";
  return [...parted].slice(0, 100).join("");
}

/** Whether an account may refund without a password is known only from Alipay's own answers. */
async function wayOf(db: Db, { account }: PaymentRows, input: RequestRefundInput): Promise<RefundWay> {
  if (account.protocol !== "mapi") {
    if (input.withPassword === true)
      throw invalidParameter("with_password", {
        zh: "该账户（开放平台）的退款不需要也没有密码页面",
        en: "Refunds of this account (OpenAPI) have no password page",
      });
    return "openapi";
  }
  if (input.withPassword !== undefined) return input.withPassword ? "mapi_password" : "mapi";
  const latest = await findLatestRefund(db, account.id, "mapi");
  if (latest === undefined && account.canRefund === "no") return "mapi_password";
  const code = readKeptError(latest?.lastErrorJson ?? null)?.alipay?.code;
  return code !== undefined && needsPassword.includes(code) ? "mapi_password" : "mapi";
}

const needsPassword: readonly string[] = ["HAS_NO_PRIVILEGE", "ILLEGAL_PARTNER_EXTERFACE", "ILLEGAL_SERVICE"];

async function takeBudget(db: Db, refund: RefundsTable): Promise<void> {
  const at = { siteId: refund.siteId, day: refund.budgetDay };
  const limitFen = await findRefundLimit(db, refund.siteId);
  if (await takeRefundBudget(db, at, { amountFen: refund.amountFen, limitFen })) return;
  const usedFen = await usedRefundFen(db, at.siteId, at.day);
  throw new DedepayError(1011, {
    param: "amount_fen",
    owner: "merchant",
    detail: {
      zh: `超过站点今天（北京时间）的退款限额：限额 ${limitFen} 分，已用 ${usedFen} 分，本次 ${refund.amountFen} 分`,
      en: `Over the site's refund limit of today (Beijing): ${limitFen} fen, ${usedFen} used, ${refund.amountFen} asked for`,
    },
    extra: { limit_fen: Number(limitFen), used_fen: Number(usedFen), amount_fen: Number(refund.amountFen) },
  });
}
