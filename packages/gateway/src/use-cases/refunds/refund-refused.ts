// Why a refund may not even be asked for, in words.
import type { RefundRefusal } from "@dedepay/core";
import { type BilingualText, DedepayError } from "@dedepay/errors";

const texts: Readonly<Record<Exclude<RefundRefusal, "amount_not_positive" | "over_the_rest">, BilingualText>> = {
  refund_id_taken: { zh: "退款编号已被使用", en: "The refund's id is taken" },
  nothing_paid: { zh: "这笔支付还没有收到款项，无款可退", en: "No money of this payment is known: nothing to refund" },
  money_not_settled: {
    zh: "款项还在支付宝（担保交易未确认收货或卖家无法收款），请由买家在支付宝申请退款",
    en: "The money is still with Alipay (escrow or pending): the buyer asks for it back there",
  },
  trade_finished: {
    zh: "交易已完结（TRADE_FINISHED），支付宝接口不再退款；请在支付宝商家后台处理或转账",
    en: "The trade is finished: Alipay's interface refunds it no more; use its console or a transfer",
  },
  refunded_amount_unknown: {
    zh: "支付宝报告过这笔交易的退款但没有金额，正在查询，请稍后再试",
    en: "Alipay spoke of a refund of this trade without its amount; being queried, try again later",
  },
};

/** 1011 (amount) or 1010 (state). */
export function refundRefused(o: {
  reason: RefundRefusal;
  amountFen: bigint;
  availableFen: bigint;
  state: string;
}): DedepayError {
  if (o.reason === "amount_not_positive" || o.reason === "over_the_rest") {
    return new DedepayError(1011, {
      param: "amount_fen",
      detail: {
        zh: `退款金额须在 1 到 ${o.availableFen} 分之间（可退余额），收到 ${o.amountFen} 分`,
        en: `The refund is 1 to ${o.availableFen} fen, which is what is left; got ${o.amountFen}`,
      },
      extra: { allowed: { min_fen: 1, max_fen: Number(o.availableFen) }, amount_fen: Number(o.amountFen) },
    });
  }
  return new DedepayError(1010, {
    detail: texts[o.reason],
    extra: { reason: o.reason, state: o.state },
  });
}
