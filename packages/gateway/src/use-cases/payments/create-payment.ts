// Takes a site's order and makes the payment with its first attempt. Nothing is sent to Alipay here.
import { newPayment } from "@dedepay/core";
import { listContracts } from "../../store/accounts.ts";
import { insertAttempt } from "../../store/attempts.ts";
import { findIdempotencyKey, insertIdempotencyKey } from "../../store/idempotency-keys.ts";
import { insertEventsAfter } from "../../store/ledger.ts";
import { findPaymentByOrderNo, insertPayment } from "../../store/payments.ts";
import { putQuery } from "../../store/queries.ts";
import { findSite, type SiteRow } from "../../store/sites.ts";
import { type Db, StaleVersion } from "../../store/store.ts";
import type { AccountsTable } from "../../store/tables/accounts.ts";
import type { AttemptsTable } from "../../store/tables/attempts.ts";
import type { PaymentsTable } from "../../store/tables/payments.ts";
import { accountFor } from "../accounts/account-for.ts";
import { assertAccountTakes } from "../accounts/check-account-for-site.ts";
import type { Context } from "../context.ts";
import { planForNew } from "../queries/query-schedule.ts";
import { notFound } from "../refusals.ts";
import { checkCreatePayment, checkIdempotencyKey } from "./check-create-payment.ts";
import { chooseProduct } from "./choose-product.ts";
import { describePayment, type PaymentRows } from "./describe-payment.ts";
import { withBelongings } from "./load-payment.ts";
import { newAttempt } from "./new-attempt.ts";
import { duplicateRequest, hashOf, type PaymentContent, paymentContent, requestContent } from "./payment-content.ts";
import type { Notice, PaymentDocument, Product } from "./payment-document.ts";
import { columnsOf } from "./payment-machine.ts";
import type { PaymentOrder } from "./payment-order.ts";

export type CreatePaymentInput = PaymentOrder;

/** created: 201. Not created: the same order with the same content was there already (200). replayed: by idempotency key. */
export type CreatePaymentResult = { payment: PaymentDocument; created: boolean; replayed: boolean };

/** Alipay forgets an unpaid trade after 15 days; a link must not outlive it. */
const usualLifeMs = 14 * 24 * 3600 * 1000;

/** Throws 1002, 1006, 1009, 1010, 1011, 1012 (the order), 1013 (same number or key with other content). */
export async function createPayment(context: Context, input: CreatePaymentInput): Promise<CreatePaymentResult> {
  checkIdempotencyKey(input.idempotencyKey);
  const key = JSON.stringify(["order", input.siteId, input.orderNo]);
  const result = await context.store.inSharedTransaction(key, async (db) => {
    const site = await findSite(db, input.siteId);
    if (site === undefined) throw notFound({ zh: "站点", en: "site" }, input.siteId);
    const replayed = await replay(db, input);
    if (replayed !== undefined) return { payment: replayed, created: false, replayed: true };
    const known = await findPaymentByOrderNo(db, input.siteId, input.orderNo);
    if (known !== undefined) assertSameContent(known, input);
    else checkCreatePayment(input, { site, nowMs: context.nowMs() });
    const rows = known ? await withBelongings(db, known) : await makePayment(context, db, { input, site });
    const document = describePayment(rows, context.publicUrl());
    await keepAnswer(context, db, { input, document });
    return { payment: document, created: known === undefined, replayed: false };
  });
  const { requestId, siteId } = input;
  context.log.info(
    { requestId, siteId, paymentId: result.payment.id, created: result.created, replayed: result.replayed },
    "payment requested",
  );
  return result;
}

async function replay(db: Db, input: CreatePaymentInput): Promise<PaymentDocument | undefined> {
  if (input.idempotencyKey === undefined) return undefined;
  const kept = await findIdempotencyKey(db, input.siteId, input.idempotencyKey);
  if (kept === undefined) return undefined;
  const given = requestContent(input);
  if (kept.requestHash === hashOf(given)) return JSON.parse(kept.answerJson) as PaymentDocument;
  throw duplicateRequest({
    param: "Idempotency-Key",
    value: input.idempotencyKey,
    existingId: kept.paymentId,
    known: JSON.parse(kept.requestJson) as PaymentContent,
    given,
  });
}

function assertSameContent(known: PaymentsTable, input: CreatePaymentInput): void {
  const kept = JSON.parse(known.contentJson) as PaymentContent;
  const given = paymentContent(input);
  if (hashOf(kept) === hashOf(given)) return;
  throw duplicateRequest({ param: "order_no", value: input.orderNo, existingId: known.id, known: kept, given });
}

async function keepAnswer(
  context: Context,
  db: Db,
  { input, document }: { input: CreatePaymentInput; document: PaymentDocument },
): Promise<void> {
  if (input.idempotencyKey === undefined) return;
  const request = requestContent(input);
  const isNew = await insertIdempotencyKey(db, {
    siteId: input.siteId,
    idempotencyKey: input.idempotencyKey,
    requestHash: hashOf(request),
    requestJson: JSON.stringify(request),
    paymentId: document.id,
    answerJson: JSON.stringify(document),
    createdAtMs: context.nowMs(),
  });
  if (!isNew) throw new StaleVersion("idempotency key");
}

type Making = { input: CreatePaymentInput; site: SiteRow };

async function makePayment(context: Context, db: Db, { input, site }: Making): Promise<PaymentRows> {
  const account = await accountFor(db, site, input.account);
  assertAccountTakes(site, account);
  const contracts = await listContracts(db, account.id);
  const protocol = account.protocol === "mapi" ? "mapi" : "openapi";
  const nowMs = context.nowMs();
  const choice = input.product ?? "auto";
  const chosen = chooseProduct({ protocol, contracts, choice, goods: input.goods, nowMs });
  const draft = draftPayment(context, { input, account, product: chosen.product });
  const attempt = newAttempt(context, { payment: draft, account, product: chosen.product, sequence: 1 });
  const payment: PaymentsTable = {
    ...draft,
    currentAttemptId: attempt.row.id,
    noticesJson: JSON.stringify([...chosen.notices, ...attempt.notices] satisfies Notice[]),
  };
  if (!(await insertPayment(db, payment))) throw new StaleVersion(`order ${input.orderNo}`);
  await storeAttempt(db, attempt.row);
  await putQuery(db, planForNew(payment));
  // It has no history yet.
  await insertEventsAfter(db, 0, [
    {
      id: context.newId("evt"),
      paymentId: payment.id,
      type: "payment.created",
      source: "site",
      detailJson: JSON.stringify({ product: chosen.product, outTradeNo: attempt.row.outTradeNo }),
      requestId: input.requestId,
      createdAtMs: nowMs,
    },
  ]);
  return { payment, account, attempts: [attempt.row] };
}

/** A taken out_trade_no costs one more run of the unit of work, with another random suffix. */
async function storeAttempt(db: Db, row: AttemptsTable): Promise<void> {
  if (!(await insertAttempt(db, row))) throw new StaleVersion(`out_trade_no ${row.outTradeNo}`);
}

function draftPayment(
  context: Context,
  { input, account, product }: { input: CreatePaymentInput; account: AccountsTable; product: Product },
): PaymentsTable {
  const kind = product === "escrow" || product === "dual" ? product : "direct";
  const machine = newPayment({ kind, goods: input.goods, amountFen: input.amountFen });
  const columns = columnsOf(machine);
  const nowMs = context.nowMs();
  return {
    id: context.newId("pay"),
    siteId: input.siteId,
    accountId: account.id,
    orderNo: input.orderNo,
    contentJson: JSON.stringify(paymentContent(input)),
    amountFen: input.amountFen,
    subject: input.subject,
    body: input.body ?? null,
    goods: input.goods,
    kind,
    productChoice: input.product ?? "auto",
    returnUrl: input.returnUrl ?? null,
    metadataJson: JSON.stringify(input.metadata ?? {}),
    noticesJson: "[]",
    state: machine.state,
    refundedFen: 0n,
    settledAttemptId: null,
    currentAttemptId: "",
    machineJson: columns.machineJson ?? "",
    lastErrorJson: null,
    version: 1,
    createdAtMs: nowMs,
    paidAtMs: null,
    expiresAtMs: input.expiresAtMs ?? nowMs + usualLifeMs,
    expiresBySite: input.expiresAtMs === undefined ? 0 : 1,
  };
}
