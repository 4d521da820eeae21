// What can happen to a payment. Verified by the caller before it comes here: signature, account, seller and app match.
import type { TradeFacts } from "@dedepay/alipay";
import { readTradeStatus, type TradeStatus } from "./trade-status.ts";

/** `notification`: may be old news. `query`: Alipay's answer to a question, the present truth when it was asked. */
export type EvidenceSource = "notification" | "query";

export type TradeReported = {
  type: "trade_reported";
  source: EvidenceSource;
  attemptId: string;
  /** The attempt's frozen content is still the payment's content. */
  attemptCurrent: boolean;
  status: TradeStatus;
  totalFen: bigint;
  /** MAPI's is_total_fee_adjust. True comes with an unchanged amount too: alone it says nothing. */
  isTotalAdjusted?: boolean;
  /** Refunded so far, all refunds together. */
  refundedFen?: bigint;
  /** MAPI's refund_status, verbatim. */
  refundStatus?: string;
  /** gmt_refund. */
  refundAtMs?: number;
  /** notify_id; tells two notices about two buyer requests apart. */
  evidenceId?: string;
};

export type PaymentEvent =
  | TradeReported
  /** A verified (signed) answer says that our close of this attempt took effect. */
  | { type: "close_confirmed"; attemptId: string; attemptCurrent: boolean }
  /** Alipay accepted our send_goods. Its answer is unsigned, so it never stands for money. */
  | { type: "shipment_accepted"; attemptId: string }
  /** A refund of ours is proven: cumulative amount of this attempt's refunds. */
  | { type: "refund_reported"; attemptId: string; refundedFen: bigint }
  /** The payment's own time is over, or its owner closed it, and no attempt is known to be paid. Money may still come late. */
  | { type: "expired" };

/** What the machine reads of a verified notification or query. */
export type ReportedTrade = Pick<
  TradeFacts,
  "tradeStatus" | "totalFen" | "isTotalAdjusted" | "refundedFen" | "refundStatus" | "gmtRefundMs" | "notifyId"
>;

/** Turns verified facts of a notification or a query's reply into the machine's event. */
export function tradeReported(
  facts: ReportedTrade,
  about: { source: EvidenceSource; attemptId: string; attemptCurrent: boolean },
): TradeReported {
  return {
    type: "trade_reported",
    source: about.source,
    attemptId: about.attemptId,
    attemptCurrent: about.attemptCurrent,
    status: readTradeStatus(facts.tradeStatus),
    totalFen: facts.totalFen,
    ...(facts.isTotalAdjusted === undefined ? {} : { isTotalAdjusted: facts.isTotalAdjusted }),
    ...(facts.refundedFen === undefined ? {} : { refundedFen: facts.refundedFen }),
    ...(facts.refundStatus === undefined ? {} : { refundStatus: facts.refundStatus }),
    ...(facts.gmtRefundMs === undefined ? {} : { refundAtMs: facts.gmtRefundMs }),
    ...(facts.notifyId === undefined ? {} : { evidenceId: facts.notifyId }),
  };
}
