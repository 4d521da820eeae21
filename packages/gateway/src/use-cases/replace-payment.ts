// The order changed before it was paid: the old trade is shut (query, close, query), and only then a new attempt is made under a
// new number. Where it is not known whether the old one can still be paid, nothing is opened.
import type { DedepayError } from "@dedepay/errors";
import { findAccount, listContracts } from "../store/accounts.ts";
import { insertAttempt, updateAttempt } from "../store/attempts.ts";
import { insertEvents } from "../store/ledger.ts";
import { updatePayment } from "../store/payments.ts";
import { findSite } from "../store/sites.ts";
import { type Db, StaleVersion } from "../store/store.ts";
import type { AttemptsTable } from "../store/tables/attempts.ts";
import type { PaymentsTable } from "../store/tables/payments.ts";
import { assertAccountTakes } from "./check-account-for-site.ts";
import { checkCreatePayment } from "./check-create-payment.ts";
import { chooseProduct } from "./choose-product.ts";
import { notUnpaid } from "./close-payment.ts";
import type { Context } from "./context.ts";
import { describePayment } from "./describe-payment.ts";
import { loadPayment } from "./load-payment.ts";
import { newAttempt } from "./new-attempt.ts";
import { hashOf, type PaymentContent, paymentContent } from "./payment-content.ts";
import type { PaymentDocument } from "./payment-document.ts";
import type { PaymentOrder } from "./payment-order.ts";
import { notFound, paymentNotFound } from "./refusals.ts";
import { shutTrades } from "./shut-trades.ts";

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
  await mark(context, rows.attempts, { from: "open", to: "replacing" });
  const failure = await shut(context, paymentId, requestId);
  if (failure !== undefined) {
    await mark(context, rows.attempts, { from: "replacing", to: "open" });
    throw failure;
  }
  await context.store.inTransaction(async (db) => swap(context, db, { order, paymentId }));
  context.wakeQueries();
  context.log.info({ requestId, paymentId }, "payment replaced");
  const after = await context.store.run((db) => loadPayment(db, paymentId));
  return describePayment(after, context.publicUrl());
}

async function shut(context: Context, paymentId: string, requestId: string): Promise<DedepayError | undefined> {
  const result = await shutTrades(context, { paymentId, requestId });
  if (result.kind === "unknown") return result.error;
  const { payment } = await context.store.run((db) => loadPayment(db, paymentId));
  return result.kind === "paid" || payment.state !== "unpaid" ? notUnpaid(payment.state) : undefined;
}

/** While it is being replaced, news that a trade is closed is not news about the payment; news of money still is. */
async function mark(
  context: Context,
  attempts: readonly AttemptsTable[],
  o: { from: string; to: string },
): Promise<void> {
  await context.store.inTransaction(async (db) => {
    for (const { id, paymentId } of attempts) {
      const current = (await loadPayment(db, paymentId)).attempts.find((attempt) => attempt.id === id);
      if (current?.state === o.from) await updateAttempt(db, id, { state: o.to });
    }
  });
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

async function swap(context: Context, db: Db, o: { order: PaymentOrder; paymentId: string }): Promise<void> {
  const { payment, attempts } = await loadPayment(db, o.paymentId);
  if (payment.state !== "unpaid") throw notUnpaid(payment.state);
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
}
