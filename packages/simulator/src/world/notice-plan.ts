// What happens to a notification on its way. The honest plan does nothing.
import type { Charset } from "@dedepay/alipay";

export interface NoticePlan {
  /** Never sent at all. */
  withheld: boolean;
  /** How many times the first send goes out. */
  copies: number;
  /** Further sends at once, one by one, as long as there is no success. */
  immediateRetries: number;
  /** Virtual time before the first send. */
  delayMs: number;
  /** Fields changed or added before signing (null takes a field out): a truthful signature over other content. */
  change: Readonly<Record<string, string | null>>;
  /** A forger signs with a key which is not Alipay's, a replayer sends again what he saw. Neither knows Alipay's schedule. */
  sender: "alipay" | "forger" | "replayer";
  /** An id used before. */
  notifyId?: string;
  /** Another Content-Type header than the honest one. */
  contentType?: string;
  /** Another charset than that of the order. */
  charset?: Charset;
  /** What a sound merchant answers, where the rest of the plan does not tell. */
  deserves?: NoticeDeserves;
}

/** `success`, anything but that, or whichever the merchant prefers as long as it hands nothing out. */
export type NoticeDeserves = "success" | "refusal" | "either";

export const honestPlan: NoticePlan = {
  withheld: false,
  copies: 1,
  immediateRetries: 0,
  delayMs: 0,
  change: {},
  sender: "alipay",
};

const telling = ["out_trade_no", "total_fee", "total_amount", "seller_id", "seller_email", "app_id"];

/** What a sound merchant answers to a notification which went out by this plan. */
export function deservesOf(plan: NoticePlan): NoticeDeserves {
  if (plan.deserves !== undefined) return plan.deserves;
  if (plan.sender === "forger") return "refusal";
  return plan.sender === "replayer" || telling.some((name) => name in plan.change) ? "either" : "success";
}
