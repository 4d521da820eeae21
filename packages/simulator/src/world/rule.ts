// A rule makes the simulated Alipay misbehave: which exchanges it hits, and what happens to them. Plain data.
export type RulePlace = "request" | "cashier" | "notification";

export interface RuleMatch {
  /** A call to a gateway, a payment at the cashier, or a notification on its way out. */
  on: RulePlace;
  protocol?: "mapi" | "openapi";
  /** Service or method name; for cashier and notification the one which made the trade. */
  service?: string;
  account?: string;
  outTradeNo?: string;
  amountFen?: number;
  /** Status which a notification tells. */
  tradeStatus?: string;
  /** Only from the nth match on (1 is the first). */
  nth?: number;
  /** How many matches it acts on: one where nth is given, else all. */
  times?: number;
}

export type RuleEffect = RequestEffect | CashierEffect | NoticeEffect;

export type RequestEffect =
  /** Answers this code. `executed`: the call was carried out before, so the answer lies. `gbk`: in GBK whatever was asked. */
  | { kind: "code"; code: string; number?: string; message?: string; executed?: boolean; gbk?: boolean }
  /** Real milliseconds before the answer. */
  | { kind: "delay"; ms: number }
  /** The connection ends without an answer: nothing was done, or all of it. */
  | { kind: "lost_request" }
  | { kind: "lost_reply" }
  | { kind: "garbage"; text?: string }
  | { kind: "wrong_signature" }
  | { kind: "bad_gateway" }
  | { kind: "slow_bytes"; bytesPerSecond: number }
  /** A refund is accepted but its money moves only after so many virtual milliseconds. */
  | { kind: "refund_pending"; ms: number };

/** The buyer can't pay: the cashier shows this code. */
export type CashierEffect = { kind: "refuse_payment"; code: string };

export type NoticeEffect =
  | { kind: "withhold" }
  | { kind: "duplicate"; copies: number }
  /** Virtual milliseconds before the first send. */
  | { kind: "delay_notice"; ms: number }
  /** Fields set, or with null taken out, before signing. */
  | { kind: "change_fields"; fields: Record<string, string | null> }
  | { kind: "forge" };

export interface Rule {
  match: RuleMatch;
  effect: RuleEffect;
}

/** What rules are matched against. */
export interface RuleOccasion {
  on: RulePlace;
  protocol: "mapi" | "openapi";
  service: string;
  account: string | undefined;
  outTradeNo: string | undefined;
  amountFen: bigint | undefined;
  tradeStatus?: string;
}

/** Where an effect can act. */
export function placeOf(effect: RuleEffect): RulePlace {
  switch (effect.kind) {
    case "refuse_payment":
      return "cashier";
    case "withhold":
    case "duplicate":
    case "delay_notice":
    case "change_fields":
    case "forge":
      return "notification";
    default:
      return "request";
  }
}
