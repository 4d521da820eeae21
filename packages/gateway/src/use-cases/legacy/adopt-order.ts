// Takes over an order which the shop's earlier software may have begun to pay at Alipay under the order's own number. Nothing
// is sent to Alipay for it; it is asked about, and whatever Alipay reports of it is booked like any payment.
import { newPayment } from "@dedepay/core";
import { DedepayError } from "@dedepay/errors";
import { findAttemptByOutTradeNo, insertAttempt, listAttempts } from "../../store/attempts.ts";
import { insertEvents } from "../../store/ledger.ts";
import { findPayment, findPaymentByOrderNo, insertPayment } from "../../store/payments.ts";
import { findQuery, putQuery } from "../../store/queries.ts";
import { findSite } from "../../store/sites.ts";
import { type Db, StaleVersion } from "../../store/store.ts";
import type { AccountsTable } from "../../store/tables/accounts.ts";
import type { AttemptsTable } from "../../store/tables/attempts.ts";
import type { PaymentsTable } from "../../store/tables/payments.ts";
import { accountFor } from "../accounts/account-for.ts";
import { assertEnvironmentFits } from "../accounts/check-account-for-site.ts";
import type { Context } from "../context.ts";
import { checkCreatePayment } from "../payments/check-create-payment.ts";
import { describePayment } from "../payments/describe-payment.ts";
import { withBelongings } from "../payments/load-payment.ts";
import { paymentContent } from "../payments/payment-content.ts";
import type { Goods, Notice, PaymentDocument } from "../payments/payment-document.ts";
import { columnsOf } from "../payments/payment-machine.ts";
import type { PaymentOrder } from "../payments/payment-order.ts";
import { planForNew } from "../queries/query-schedule.ts";
import { notFound } from "../refusals.ts";
import { adoptedMark } from "./adopted.ts";

export type AdoptOrderInput = {
  siteId: string;
  account?: string;
  /** As it stands at Alipay, which is how the site calls it. */
  orderNo: string;
  amountFen: bigint;
  goods: Goods;
  /** When the site made it; it decides how often Alipay is asked. Now, when left out. */
  startedAtMs?: number;
  requestId: string;
};
/** adopted: false where it was taken over before. */
export type AdoptOrderResult = { payment: PaymentDocument; adopted: boolean };

/** Alipay forgets an unpaid trade after this long. */
const askedForMs = 15 * 24 * 3600 * 1000;
const notice: Notice = {
  kind: "adopted",
  zh: "由网站原来的插件发起，网关已接管；再次付款时会换新的商户订单号",
  en: "Begun by the site's earlier software and taken over; paying again uses a new out_trade_no",
};

/** Throws 1009 (account), 1006 (not of the partner protocol), 1010 (play money for a live site), 1013 (another site's), and 1002, 1011, 1012 (the order). */
export async function adoptOrder(context: Context, input: AdoptOrderInput): Promise<AdoptOrderResult> {
  const result = await context.store.inTransaction(async (db) => {
    const { payment, adopted } = await adopt(context, db, input);
    return { payment: describePayment(await withBelongings(db, payment), context.publicUrl()), adopted };
  });
  context.wakeQueries();
  const { requestId, siteId } = input;
  context.log.info({ requestId, siteId, paymentId: result.payment.id, adopted: result.adopted }, "order adopted");
  return result;
}

async function adopt(
  context: Context,
  db: Db,
  input: AdoptOrderInput,
): Promise<{ payment: PaymentsTable; adopted: boolean }> {
  const site = await findSite(db, input.siteId);
  if (site === undefined) throw notFound({ zh: "站点", en: "site" }, input.siteId);
  const order: PaymentOrder = { ...input, subject: `订单 ${input.orderNo}` };
  checkCreatePayment(order, { site, nowMs: context.nowMs() });
  const account = await accountFor(db, site, input.account);
  // A disabled account still settles what was begun with it.
  assertEnvironmentFits(site, account);
  if (account.protocol !== "mapi") throw otherProtocol(account);
  const before = await findAttemptByOutTradeNo(db, account.pid, input.orderNo);
  if (before !== undefined) return { payment: await paymentOf(db, before, input.siteId), adopted: false };
  const known = await findPaymentByOrderNo(db, input.siteId, input.orderNo);
  const attempt = await draftAttempt(context, db, { input, account, known });
  const payment = known ?? draftPayment(context, { order, account, attemptId: attempt.id });
  attempt.paymentId = payment.id;
  if (known === undefined && !(await insertPayment(db, payment))) throw new StaleVersion(`order ${input.orderNo}`);
  if (!(await insertAttempt(db, attempt))) throw new StaleVersion(`out_trade_no ${input.orderNo}`);
  const nowMs = context.nowMs();
  const plan = (await findQuery(db, payment.id)) ?? planForNew(payment);
  await putQuery(db, { ...plan, step: 0, firstAtMs: input.startedAtMs ?? nowMs, nextAtMs: nowMs });
  await insertEvents(db, payment.id, [
    {
      id: context.newId("evt"),
      paymentId: payment.id,
      type: "attempt.adopted",
      source: "site",
      detailJson: JSON.stringify({ attemptId: attempt.id, outTradeNo: attempt.outTradeNo }),
      requestId: input.requestId,
      createdAtMs: nowMs,
    },
  ]);
  return { payment, adopted: true };
}

/** Two shops may number their orders alike under one PID; then the number alone does not say whose money it is. */
async function paymentOf(db: Db, attempt: AttemptsTable, siteId: string): Promise<PaymentsTable> {
  const payment = await findPayment(db, attempt.paymentId);
  if (payment?.siteId === siteId) return payment;
  throw new DedepayError(1013, {
    param: "order_no",
    detail: {
      zh: `同一 PID 下的商户订单号 ${attempt.outTradeNo} 已属于另一个站点`,
      en: `out_trade_no ${attempt.outTradeNo} belongs to another site under the same PID`,
    },
    diagnosis: { cause: "order-number-shared-by-sites" },
  });
}

type Drafting = { input: AdoptOrderInput; account: AccountsTable; known: PaymentsTable | undefined };

async function draftAttempt(context: Context, db: Db, o: Drafting): Promise<AttemptsTable> {
  const { input, account, known } = o;
  const earlier = known === undefined ? [] : await listAttempts(db, known.id);
  const nowMs = context.nowMs();
  return {
    id: context.newId("att"),
    paymentId: "",
    accountId: account.id,
    pid: account.pid,
    outTradeNo: input.orderNo,
    sequence: Math.max(0, ...earlier.map((attempt) => attempt.sequence)) + 1,
    // Which product the earlier software asked for is not known; this one covers what each of them can report.
    product: "dual",
    service: "trade_create_by_buyer",
    contentJson: JSON.stringify({ service: "trade_create_by_buyer", parameters: {} }),
    state: "open",
    tradeNo: null,
    qrCode: null,
    qrValidUntilMs: null,
    // Somebody may have left for Alipay with it, so Alipay is asked.
    openedAtMs: nowMs,
    createdAtMs: nowMs,
  };
}

function draftPayment(
  context: Context,
  o: { order: PaymentOrder; account: AccountsTable; attemptId: string },
): PaymentsTable {
  const { order, account } = o;
  const nowMs = context.nowMs();
  const { goods, amountFen, subject, orderNo, siteId } = order;
  const { state, refundedFen, settledAttemptId, machineJson } = columnsOf(
    newPayment({ kind: "dual", goods, amountFen }),
  );
  return {
    id: context.newId("pay"),
    siteId,
    accountId: account.id,
    orderNo,
    contentJson: JSON.stringify({ ...paymentContent(order), ...adoptedMark }),
    amountFen,
    subject,
    body: null,
    goods,
    kind: "dual",
    productChoice: "auto",
    returnUrl: null,
    metadataJson: JSON.stringify(adoptedMark),
    noticesJson: JSON.stringify([notice]),
    state: state ?? "unpaid",
    refundedFen: refundedFen ?? 0n,
    settledAttemptId: settledAttemptId ?? null,
    currentAttemptId: o.attemptId,
    machineJson: machineJson ?? "",
    lastErrorJson: null,
    version: 1,
    createdAtMs: nowMs,
    paidAtMs: null,
    expiresAtMs: nowMs + askedForMs,
    expiresBySite: 0,
  };
}

function otherProtocol(account: AccountsTable): DedepayError {
  return new DedepayError(1006, {
    param: "account",
    detail: {
      zh: `原来的插件只用合作伙伴接口（MAPI），账户 ${account.id} 是开放平台账户`,
      en: `The earlier software spoke the partner protocol (MAPI); account ${account.id} is of OpenAPI`,
    },
  });
}
