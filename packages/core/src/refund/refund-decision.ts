// The refund machine's answer; written whole in one transaction, like a payment's.
import type { Posting } from "../ledger/posting.ts";
import type { Effect } from "../payment/decision.ts";
import type { Refund } from "./refund.ts";

export type RefundIgnoreReason = "already_known" | "overtaken" | "too_early" | "not_for_this_way";

export type RefundConflictReason =
  /** MAPI refunds of unknown outcome: sending again could pay twice. */
  | "never_submitted_again"
  /** It may still happen at Alipay, so its amount stays reserved. */
  | "may_still_happen"
  | "not_submitted"
  | "already_over"
  | "not_for_this_way";

export type RefundDecision =
  | { kind: "move"; refund: Refund; events: string[]; postings: Posting[]; effects: Effect[] }
  | { kind: "ignore"; reason: RefundIgnoreReason }
  | { kind: "conflict"; reason: RefundConflictReason };
