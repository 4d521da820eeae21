// A payment as the old protocol tells of it, in the shop's own words and charset: the fields of a notification, of a return
// and of a query's reply. Only fields that hold something; nothing about the buyer, whom we don't keep.
import { beijingTime, formatYuan, replaceUnmappable } from "@dedepay/alipay";
import { assertNever } from "../assert-never.ts";
import type { AttemptsTable } from "../store/tables/attempts.ts";
import type { LookAlikeOrdersTable } from "../store/tables/look-alike.ts";
import type { PaymentsTable } from "../store/tables/payments.ts";
import type { PaymentDocument, StateName } from "../use-cases/payments/payment-document.ts";
import { type KeptRequest, payServices } from "./legacy-order.ts";

export type LegacyTrade = {
  partner: string;
  kept: KeptRequest;
  outTradeNo: string;
  /** Alipay's own number. */
  tradeNo: string | null;
  state: StateName;
  amountFen: bigint;
  refundedFen: bigint;
  createdAtMs: number;
  paidAtMs: number | null;
};

export function legacyTrade(rows: {
  order: LookAlikeOrdersTable;
  payment: PaymentsTable;
  attempts: readonly AttemptsTable[];
}): LegacyTrade {
  const { order, payment, attempts } = rows;
  const id = payment.settledAttemptId ?? payment.currentAttemptId;
  return {
    partner: order.partner,
    kept: JSON.parse(order.requestJson) as KeptRequest,
    outTradeNo: payment.orderNo,
    tradeNo: attempts.find((attempt) => attempt.id === id)?.tradeNo ?? null,
    state: payment.state as StateName,
    amountFen: payment.amountFen,
    refundedFen: payment.refundedFen,
    createdAtMs: payment.createdAtMs,
    paidAtMs: payment.paidAtMs,
  };
}

/** The same out of what a delivery says, frozen when it happened: each try tells the same. */
export function documentTrade(order: LookAlikeOrdersTable, payment: PaymentDocument): LegacyTrade {
  const paidBy = payment.attempts.find((attempt) => attempt.state === "paid") ?? payment.attempts.at(-1);
  return {
    partner: order.partner,
    kept: JSON.parse(order.requestJson) as KeptRequest,
    outTradeNo: payment.order_no,
    tradeNo: paidBy?.trade_no ?? null,
    state: payment.state,
    amountFen: BigInt(payment.amount_fen),
    refundedFen: BigInt(payment.refunded_fen),
    createdAtMs: Date.parse(payment.created_at),
    paidAtMs: payment.paid_at === null ? null : Date.parse(payment.paid_at),
  };
}

/**
 * trade_status. Shops of the two escrow services know no TRADE_SUCCESS: money that is the seller's is TRADE_FINISHED there.
 * Money in escrow is never called anything else.
 */
export function legacyStatus({ state, kept }: LegacyTrade): string {
  switch (state) {
    case "unpaid":
      return "WAIT_BUYER_PAY";
    case "escrow_paid":
      return "WAIT_SELLER_SEND_GOODS";
    case "escrow_shipped":
      return "WAIT_BUYER_CONFIRM_GOODS";
    case "paid":
      return payServices[kept.service] === "direct" ? "TRADE_SUCCESS" : "TRADE_FINISHED";
    case "finished":
      return "TRADE_FINISHED";
    case "held":
      return "TRADE_PENDING";
    case "closed":
    case "refunded":
      return "TRADE_CLOSED";
    default:
      return assertNever(state);
  }
}

export type LegacyFields = Record<string, string>;

/** What a notification says besides its id and time. */
export function noticeFields(trade: LegacyTrade): LegacyFields {
  const { kept } = trade;
  return present(kept, {
    ...commonFields(trade),
    ...moneyFields(trade),
    gmt_create: beijingTime(trade.createdAtMs),
    is_total_fee_adjust: "N",
    use_coupon: "N",
    ...freightFields(kept),
  });
}

/** What a return says besides its id and time. */
export function returnFields(trade: LegacyTrade): LegacyFields {
  const { kept } = trade;
  const escrow = payServices[kept.service] === "escrow" ? { ...moneyFields(trade), ...freightFields(kept) } : {};
  return present(kept, { is_success: "T", exterface: kept.service, ...commonFields(trade), ...escrow });
}

/** The children of `<trade>`; booleans are T and F there. */
export function queryFields(trade: LegacyTrade): LegacyFields {
  const { kept } = trade;
  return present(kept, {
    ...commonFields(trade),
    ...moneyFields(trade),
    gmt_create: beijingTime(trade.createdAtMs),
    is_total_fee_adjust: "F",
    use_coupon: "F",
    flag_trade_locked: "0",
    to_buyer_fee: formatYuan(trade.refundedFen),
    ...freightFields(kept),
  });
}

function commonFields(trade: LegacyTrade): Record<string, string | undefined> {
  const { kept } = trade;
  return {
    out_trade_no: trade.outTradeNo,
    trade_no: trade.tradeNo ?? undefined,
    trade_status: legacyStatus(trade),
    subject: kept.subject,
    body: kept.echoed["body"],
    payment_type: kept.echoed["payment_type"] ?? "1",
    total_fee: totalFee(trade),
    seller_email: kept.echoed["seller_email"],
    seller_id: kept.echoed["seller_id"] ?? trade.partner,
    extra_common_param: kept.echoed["extra_common_param"],
  };
}

/** The shop's own text where it is about this amount: a request that was kept halfway must not name another. */
function totalFee({ kept, amountFen }: LegacyTrade): string {
  return BigInt(kept.amountFen) === amountFen ? kept.totalFee : formatYuan(amountFen);
}

function moneyFields(trade: LegacyTrade): Record<string, string | undefined> {
  const { echoed, amountFen } = trade.kept;
  const asAsked = echoed["price"] !== undefined && BigInt(amountFen) === trade.amountFen;
  return {
    price: asAsked ? echoed["price"] : totalFee(trade),
    quantity: asAsked ? echoed["quantity"] : "1",
    discount: asAsked ? (echoed["discount"] ?? "0.00") : "0.00",
    gmt_payment: trade.paidAtMs === null ? undefined : beijingTime(trade.paidAtMs),
    refund_status: trade.refundedFen > 0n ? "REFUND_SUCCESS" : undefined,
  };
}

function freightFields({ service, echoed }: KeptRequest): Record<string, string | undefined> {
  if (payServices[service] === "direct") return {};
  return Object.fromEntries(Object.entries(echoed).filter(([name]) => name.startsWith("logistics_")));
}

/** An empty field breaks the signature check of shops that sign it all the same, and says nothing. */
function present({ charset }: KeptRequest, fields: Record<string, string | undefined>): LegacyFields {
  const kept: LegacyFields = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== "") kept[name] = replaceUnmappable(value, charset).text;
  }
  return kept;
}
