// Carries out a paying request of an old shop: the payment is made, found again or replaced, and how the shop asked for it is
// kept, to answer it in its own words. Nothing is sent to Alipay for a request by GET: a link preview may have opened it.
import { DedepayError } from "@dedepay/errors";
import { findAccount } from "../store/accounts.ts";
import { findLookAlikeOrder, putLookAlikeOrder } from "../store/look-alike-orders.ts";
import { findPayment, findPaymentByOrderNo, updatePayment } from "../store/payments.ts";
import type { PaymentsTable } from "../store/tables/payments.ts";
import type { Context } from "../use-cases/context.ts";
import { createPayment } from "../use-cases/payments/create-payment.ts";
import { hashOf, type PaymentContent, paymentContent } from "../use-cases/payments/payment-content.ts";
import type { Environment, Notice } from "../use-cases/payments/payment-document.ts";
import type { PaymentOrder } from "../use-cases/payments/payment-order.ts";
import { replacePayment } from "../use-cases/payments/replace-payment.ts";
import type { LegacyCaller } from "./authenticate-call.ts";
import { type LegacyOrder, noticesOf, type PayService, readLegacyOrder } from "./legacy-order.ts";
import { legacyRefusal } from "./legacy-refusal.ts";

export type TakenOrder =
  /** The payment's own page shows what is to be done: pay, or see that it is paid. */
  | { kind: "pay"; paymentId: string }
  /** The shop changed an unpaid order; its buyer goes on by a POST, which may close the old trade. */
  | ({ kind: "confirm_change" } & OtherContent)
  /** The number has its money (or is closed), and the shop asks for something else under it. */
  | ({ kind: "number_used"; paid: boolean } & OtherContent);

type OtherContent = { paymentId: string; order: LegacyOrder; knownFen: bigint; environment: Environment };

export type TakeOrderInput = { caller: LegacyCaller; service: PayService };

/** Throws what reading the order, create-payment and replace-payment throw. */
export async function takeOrder(context: Context, input: TakeOrderInput): Promise<TakenOrder> {
  try {
    return await take(context, input);
  } catch (error) {
    // Two requests met, and the other made the payment with other content: now it is there to be replaced.
    if (error instanceof DedepayError && error.unified === 1013) return take(context, input);
    throw isNoAccount(error) ? noAccount(error) : error;
  }
}

/** None is registered, or none chosen. A disabled account, or one of play money, says so itself. */
function isNoAccount(error: unknown): error is DedepayError {
  return error instanceof DedepayError && error.param === "account" && error.unified === 1012;
}

/** An old request can't name an account of ours. */
function noAccount(error: DedepayError): DedepayError {
  return legacyRefusal(error.unified, "ILLEGAL_PARTNER", {
    param: "account",
    owner: "merchant",
    detail: {
      zh: "网关不知道这个站点的钱该收进哪个支付宝账户：请登记账户，有多个时为站点指定默认账户",
      en: "The gateway does not know which Alipay account this site is paid to: register one, and name the site's default where there are several",
    },
    cause: error,
  });
}

async function take(context: Context, { caller, service }: TakeOrderInput): Promise<TakenOrder> {
  const legacy = readLegacyOrder(caller, service, context.nowMs());
  const { requestId, method } = caller.call.received;
  const siteId = caller.site.id;
  const order: PaymentOrder = {
    siteId,
    orderNo: legacy.outTradeNo,
    amountFen: legacy.amountFen,
    subject: legacy.subject,
    ...(legacy.body === undefined ? {} : { body: legacy.body }),
    goods: legacy.goods,
    ...(legacy.expiresAtMs === undefined ? {} : { expiresAtMs: legacy.expiresAtMs }),
    requestId,
  };
  const known = await context.store.run((db) => findPaymentByOrderNo(db, siteId, legacy.outTradeNo));
  if (known === undefined) {
    const { payment } = await createPayment(context, order);
    await keepRequest(context, { caller, legacy, paymentId: payment.id });
    return { kind: "pay", paymentId: payment.id };
  }
  const differs = !hasContent(known, order);
  const about = async (): Promise<OtherContent> => ({
    paymentId: known.id,
    order: legacy,
    knownFen: known.amountFen,
    environment: await environmentOf(context, known),
  });
  if (known.state !== "unpaid") {
    return differs
      ? { kind: "number_used", ...(await about()), paid: known.settledAttemptId !== null }
      : { kind: "pay", paymentId: known.id };
  }
  if (differs) {
    if (method === "GET") return { kind: "confirm_change", ...(await about()) };
    await replacePayment(context, { ...order, paymentId: known.id });
  }
  await keepRequest(context, { caller, legacy, paymentId: known.id });
  return { kind: "pay", paymentId: known.id };
}

async function environmentOf({ store }: Context, { accountId }: PaymentsTable): Promise<Environment> {
  const account = await store.run((db) => findAccount(db, accountId));
  return (account?.environment ?? "production") as Environment;
}

function hasContent(known: PaymentsTable, order: PaymentOrder): boolean {
  return hashOf(JSON.parse(known.contentJson) as PaymentContent) === hashOf(paymentContent(order));
}

type Kept = { caller: LegacyCaller; legacy: LegacyOrder; paymentId: string };

/** Only while nobody has paid: what a shop is told of its money follows the request under which it was paid. */
async function keepRequest(context: Context, { caller, legacy, paymentId }: Kept): Promise<void> {
  const partner = caller.key.id;
  const requestJson = JSON.stringify(legacy.kept);
  await context.store.inTransaction(async (db) => {
    const payment = await findPayment(db, paymentId);
    if (payment === undefined || payment.state !== "unpaid") return;
    const kept = await findLookAlikeOrder(db, paymentId);
    if (kept?.partner === partner && kept.requestJson === requestJson) return;
    // The version moves, so that news of money which comes at this moment is read after this.
    await updatePayment(db, payment, { noticesJson: withNotices(payment.noticesJson, noticesOf(caller)) });
    await putLookAlikeOrder(db, { paymentId, partner, requestJson, writtenAtMs: context.nowMs() });
  });
}

function withNotices(json: string, added: readonly Notice[]): string {
  const known = JSON.parse(json) as Notice[];
  const isNew = (one: Notice): boolean => known.every(({ kind, field }) => kind !== one.kind || field !== one.field);
  return JSON.stringify([...known, ...added.filter(isNew)]);
}
