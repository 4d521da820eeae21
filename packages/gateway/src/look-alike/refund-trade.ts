// The refund services of the old gateway, one trade a batch. The number of the batch is the refund's own: the same call again
// finds the same refund, and an unknown outcome is never submitted twice.
import { formatYuan, parseYuan } from "@dedepay/alipay";
import type { DedepayError } from "@dedepay/errors";
import { findAttempt } from "../store/attempts.ts";
import { findLookAlikeRefund, insertLookAlikeRefund } from "../store/look-alike-refunds.ts";
import { findRefundLimit } from "../store/refund-budgets.ts";
import { listRefunds } from "../store/refunds.ts";
import type { LookAlikeRefundsTable } from "../store/tables/look-alike.ts";
import type { RefundsTable } from "../store/tables/refunds.ts";
import type { Context } from "../use-cases/context.ts";
import { readKeptError } from "../use-cases/payments/last-error.ts";
import { type RequestRefundResult, requestRefund } from "../use-cases/refunds/request-refund.ts";
import type { LegacyCaller } from "./authenticate-call.ts";
import { checkAddress } from "./check-address.ts";
import { findTrade } from "./find-trade.ts";
import { type LegacyAnswer, type LegacyDocument, textAnswer, xmlAnswer } from "./legacy-answer.ts";
import { checkFields, legacyRefusal, noSuchTrade } from "./legacy-refusal.ts";

/** refund_fastpay_by_platform_nopwd. T: done; P: on its way; F with a code: no money moved. Throws what request-refund throws. */
export async function refundAtOnce(context: Context, caller: LegacyCaller): Promise<LegacyDocument> {
  const { refund, pending } = await refundTrade(context, caller, { withPassword: false });
  const code = refund.last_error?.alipay?.sub_code ?? refund.last_error?.alipay?.code ?? "SYSTEM_ERROR";
  const answer = { P: "<is_success>P</is_success>", T: "<is_success>T</is_success>" };
  const failed = `<is_success>F</is_success><error>${code.replace(/[^\w]/g, "_")}</error>`;
  return xmlAnswer(refund.state === "failed" ? failed : answer[pending ? "P" : "T"], caller.call.charset);
}

/** refund_fastpay_by_platform_pwd: the operator goes on to Alipay's page, where he types the payment password. */
export async function refundByOperator(context: Context, caller: LegacyCaller): Promise<LegacyAnswer> {
  const { refund } = await refundTrade(context, caller, { withPassword: true });
  return { kind: "redirect", url: `/refund/${refund.id}` };
}

/** refund_fastpay_query, by the number of the batch: `batch^trade^amount^SUCCESS`, PROCESSING, or the code of the failure. */
export async function queryRefund(context: Context, caller: LegacyCaller): Promise<LegacyDocument> {
  const batchNo = caller.fields["batch_no"] ?? "";
  const found = await context.store.run(async (db) => {
    const known = await findLookAlikeRefund(db, caller.site.id, batchNo);
    const all = known === undefined ? [] : await listRefunds(db, known.paymentId);
    const refund = all.find((one) => one.refundNo === batchNo);
    return refund && { refund, tradeNo: (await findAttempt(db, refund.attemptId))?.tradeNo ?? "" };
  });
  if (found === undefined) {
    throw legacyRefusal(1009, "REFUND_NOT_EXIST", { detail: { zh: "没有这一批退款", en: "There is no such batch" } });
  }
  return textAnswer(`is_success=T&result_details=${batchNo}^${refundResult(found.refund, found.tradeNo)}`);
}

/** One item of `result_details`, without its batch. */
export function refundResult(refund: RefundsTable, tradeNo: string): string {
  return `${tradeNo}^${formatYuan(refund.amountFen)}^${resultCode(refund)}`;
}

function resultCode(refund: RefundsTable): string {
  if (refund.state === "succeeded") return "SUCCESS";
  if (refund.state !== "failed") return "PROCESSING";
  const kept = readKeptError(refund.lastErrorJson)?.alipay;
  return (kept?.subCode ?? kept?.code ?? "FAILED").replace(/\W/g, "_");
}

async function refundTrade(
  context: Context,
  caller: LegacyCaller,
  { withPassword }: { withPassword: boolean },
): Promise<RequestRefundResult> {
  const { fields, site, key, call } = caller;
  checkFields(withPassword ? "refund_fastpay_by_platform_pwd" : "refund_fastpay_by_platform_nopwd", fields);
  if (fields["batch_num"] !== "1") throw severalTrades();
  if (fields["notify_url"] !== undefined) checkAddress("notify_url", fields["notify_url"], site);
  const [tradeNo = "", amount = "", reason = ""] = (fields["detail_data"] ?? "").split("^");
  const found = await context.store.run((db) => findTrade(db, site.id, { tradeNo, outTradeNo: undefined }));
  if (found === undefined) throw noSuchTrade();
  if ((await context.store.run((db) => findRefundLimit(db, site.id))) === undefined) throw noLimit();
  const batchNo = fields["batch_no"] ?? "";
  await takeBatchNo(context, {
    siteId: site.id,
    batchNo,
    partner: key.id,
    paymentId: found.payment.id,
    charset: call.charset,
    notifyUrl: fields["notify_url"] ?? null,
    createdAtMs: context.nowMs(),
    toldAtMs: null,
  });
  const paidBy = found.attempts.find((attempt) => attempt.tradeNo === tradeNo);
  return requestRefund(context, {
    siteId: site.id,
    paymentId: found.payment.id,
    amountFen: parseYuan(amount, { field: "detail_data", decimals: "up_to_two" }),
    refundNo: batchNo,
    reason: reason.split(/[$|]/)[0] ?? "",
    ...(paidBy === undefined ? {} : { attemptId: paidBy.id }),
    withPassword,
    actor: `look-alike:${key.id}`,
    requestId: call.received.requestId,
  });
}

/** A number once used for one trade never moves money of another. */
async function takeBatchNo(context: Context, row: LookAlikeRefundsTable): Promise<void> {
  const known = await context.store.inTransaction(async (db) =>
    (await insertLookAlikeRefund(db, row)) ? row : findLookAlikeRefund(db, row.siteId, row.batchNo),
  );
  if (known?.paymentId === row.paymentId) return;
  throw legacyRefusal(1013, "DUPLICATE_BATCH_NO", {
    param: "batch_no",
    detail: { zh: `批次号 ${row.batchNo} 已用于另一笔交易`, en: `batch_no ${row.batchNo} was used for another trade` },
    ...(known === undefined ? {} : { extra: { existing_id: known.paymentId } }),
  });
}

function severalTrades(): DedepayError {
  return legacyRefusal(1002, "BATCH_NUM_EXCEED_LIMIT", {
    param: "batch_num",
    detail: { zh: "这里每批只能退一笔交易（batch_num=1）", en: "Here one batch refunds one trade (batch_num=1)" },
  });
}

function noLimit(): DedepayError {
  return legacyRefusal(1004, "HAS_NO_PRIVILEGE", {
    owner: "merchant",
    detail: {
      zh: "这个站点还没有设置每日退款限额，不能退款",
      en: "This site has no daily refund limit, so it may not refund",
    },
  });
}
