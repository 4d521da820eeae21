// The order changed before it was paid: the old trade is shut (query, close, query), and only then a new attempt is made under a
// new number. Where it is not known whether the old one can still be paid, nothing is opened.
import { findAccount, listContracts } from "../../store/accounts.ts";
import { insertAttempt, updateAttempt } from "../../store/attempts.ts";
import { insertEvents } from "../../store/ledger.ts";
import { updatePayment } from "../../store/payments.ts";
import { findSite } from "../../store/sites.ts";
import { type Db, StaleVersion } from "../../store/store.ts";
import type { AttemptsTable } from "../../store/tables/attempts.ts";
import type { PaymentsTable } from "../../store/tables/payments.ts";
import { assertAccountTakes } from "../accounts/check-account-for-site.ts";
import type { Context } from "../context.ts";
import { querySoon } from "../queries/query-schedule.ts";
import { notFound, paymentNotFound } from "../refusals.ts";
import { checkCreatePayment } from "./check-create-payment.ts";
import { chooseProduct } from "./choose-product.ts";
import { notUnpaid } from "./close-payment.ts";
import { describePayment } from "./describe-payment.ts";
import { loadPayment } from "./load-payment.ts";
import { newAttempt } from "./new-attempt.ts";
import { hashOf, type PaymentContent, paymentContent } from "./payment-content.ts";
import type { PaymentDocument } from "./payment-document.ts";
import type { PaymentOrder } from "./payment-order.ts";
import { isNewlyLive, shutTrades, stillOpen } from "./shut-trades.ts";

export type ReplacePaymentInput = Omit<PaymentOrder, "orderNo" | "idempotencyKey"> & { paymentId: string };

/** Throws 1009, 1010 (paid meanwhile, or no contract), 1002, 1011 (the content), and what kept Alipay from closing the old trade. */
export async function replacePayment(context: Context, input: ReplacePaymentInput): Promise<PaymentDocument> {
  const { paymentId, requestId } = input;
  const rows = await context.store.run((db) => loadPayment(db, paymentId));
  if (rows.payment.siteId !== input.siteId) throw paymentNotFound(paymentId);
  if (rows.payment.state !== "unpaid") throw notUnpaid(rows.payment.state);
  const order: PaymentOrder = { ...input, orderNo: rows.payment.orderNo };
  if (hashOf(JSON.parse(rows.payment.contentJson) as PaymentContent) === hashOf(paymentContent(order)))
    return describePayment(rows, context.publicUrl());
  // Everything that can be refused is refused before the old trade is touched.
  await context.store.run(async (db) => draft(context, db, { order, payment: rows.payment, sequence: 0 }));
  for (let round = 1; ; round += 1) {
    if (await replaceOnce(context, order, paymentId)) break;
    // Buyers who keep on opening the page while it is being replaced are no coincidence any more.
    if (round === mostRounds) throw stillOpen();
  }
  context.wakeQueries();
  context.log.info({ requestId, paymentId }, "payment replaced");
  const after = await context.store.run((db) => loadPayment(db, paymentId));
  return describePayment(after, context.publicUrl());
}

const mostRounds = 3;
/** Should the process die in it, Alipay is asked what became of the old trade. */
const askAfterMs = 15_000;

/** False where somebody left for Alipay after the old trades were shut. */
async function replaceOnce(context: Context, order: PaymentOrder, paymentId: string): Promise<boolean> {
  const { requestId } = order;
  await mark(context, paymentId);
  const shut = await shutTrades(context, { paymentId, requestId });
  if (shut.kind === "unknown") throw shut.error;
  if (shut.kind === "shut")
    return context.store.inTransaction((db) => swap(context, db, { order, paymentId, shut: shut.attemptIds }));
  throw notUnpaid((await context.store.run((db) => loadPayment(db, paymentId))).payment.state);
}

/**
 * From now on news that one of these trades is closed is no news about the payment: we may have closed it ourselves, also where the
 * answer got lost or this process dies. News of money still is. A replacement that did not come about takes the mark off nothing:
 * another one may be under way.
 */
async function mark(context: Context, paymentId: string): Promise<void> {
  await context.store.inTransaction(async (db) => {
    const { payment, attempts } = await loadPayment(db, paymentId);
    if (payment.state !== "unpaid") throw notUnpaid(payment.state);
    for (const { id, state } of attempts) if (state === "open") await updateAttempt(db, id, { state: "replacing" });
    await querySoon(context, db, { payment, afterMs: askAfterMs });
    // The version puts it in one row with notifications, which change the same attempts.
    await updatePayment(db, payment, {});
  });
  context.wakeQueries();
}

type Draft = { order: PaymentOrder; payment: PaymentsTable; sequence: number };
type Drafted = { payment: PaymentsTable; attempt: AttemptsTable };

async function draft(context: Context, db: Db, { order, payment, sequence }: Draft): Promise<Drafted> {
  const nowMs = context.nowMs();
  const site = await findSite(db, order.siteId);
  if (site === undefined) throw notFound({ zh: "站点", en: "site" }, order.siteId);
  checkCreatePayment(order, { site, nowMs });
  const account = await findAccount(db, order.account ?? payment.accountId);
  if (account === undefined) throw notFound({ zh: "支付宝账户", en: "account" }, order.account ?? payment.accountId);
  assertAccountTakes(site, account);
  const contracts = await listContracts(db, account.id);
  const protocol = account.protocol === "mapi" ? "mapi" : "openapi";
  const choice = order.product ?? "auto";
  const chosen = chooseProduct({ protocol, contracts, choice, goods: order.goods, nowMs });
  const next: PaymentsTable = {
    ...payment,
    accountId: account.id,
    contentJson: JSON.stringify(paymentContent(order)),
    amountFen: order.amountFen,
    subject: order.subject,
    body: order.body ?? null,
    goods: order.goods,
    kind: chosen.product === "escrow" || chosen.product === "dual" ? chosen.product : "direct",
    productChoice: choice,
    returnUrl: order.returnUrl ?? null,
    metadataJson: JSON.stringify(order.metadata ?? {}),
    expiresAtMs: order.expiresAtMs ?? payment.expiresAtMs,
    expiresBySite: order.expiresAtMs === undefined ? payment.expiresBySite : 1,
    lastErrorJson: null,
  };
  const made = newAttempt(context, { payment: next, account, product: chosen.product, sequence });
  return {
    payment: {
      ...next,
      currentAttemptId: made.row.id,
      noticesJson: JSON.stringify([...chosen.notices, ...made.notices]),
    },
    attempt: made.row,
  };
}

type Swap = { order: PaymentOrder; paymentId: string; shut: ReadonlySet<string> };

async function swap(context: Context, db: Db, o: Swap): Promise<boolean> {
  const { payment, attempts } = await loadPayment(db, o.paymentId);
  if (payment.state !== "unpaid") throw notUnpaid(payment.state);
  if (isNewlyLive(attempts, o.shut)) return false;
  const sequence = Math.max(...attempts.map((attempt) => attempt.sequence)) + 1;
  const drafted = await draft(context, db, { order: o.order, payment, sequence });
  for (const attempt of attempts) {
    if (attempt.state === "open" || attempt.state === "replacing")
      await updateAttempt(db, attempt.id, { state: "superseded_live" });
    if (attempt.state === "closed_at_alipay" || attempt.state === "replacing_closed")
      await updateAttempt(db, attempt.id, { state: "superseded_closed" });
  }
  if (!(await insertAttempt(db, drafted.attempt))) throw new StaleVersion(`attempt ${sequence} of ${payment.id}`);
  const { id, siteId, orderNo, state, version, createdAtMs, paidAtMs, refundedFen, settledAttemptId, ...changes } =
    drafted.payment;
  await updatePayment(db, payment, changes);
  await insertEvents(db, payment.id, [
    {
      id: context.newId("evt"),
      paymentId: payment.id,
      type: "payment.replaced",
      source: "site",
      detailJson: JSON.stringify({ outTradeNo: drafted.attempt.outTradeNo, amountFen: Number(changes.amountFen) }),
      requestId: o.order.requestId,
      createdAtMs: context.nowMs(),
    },
  ]);
  return true;
}
