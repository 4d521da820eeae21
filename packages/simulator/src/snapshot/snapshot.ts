// The JSON document of a snapshot. Money is text (fen), maps are lists of pairs, an account stands by its id.
import type { NoticePlan } from "../world/notice-plan.ts";
import type { NoticeTarget } from "../world/notice-writer.ts";
import type { RefundBatch, RefundItem } from "../world/refund-batch.ts";
import type { NoticeSummary, Order, Refund, Shipment, Trade } from "../world/trade.ts";

type Pairs = Array<[string, string]>;
/** JSON leaves out what is undefined. */
type Given<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

export type OrderRecord = Given<Omit<Order, "account" | "totalFen" | "fields">> & {
  account: string;
  totalFen: string;
  fields: Pairs;
};

type Rewritten = "order" | "totalFen" | "refundedFen" | "refunds" | "shipment" | "notices" | "cancelExpiry";

export type TradeRecord = Given<Omit<Trade, Rewritten>> & {
  order: OrderRecord;
  totalFen: string;
  refundedFen: string;
  refunds: Array<Given<Omit<Refund, "amountFen">> & { amountFen: string }>;
  shipment?: Given<Shipment>;
  notices: Array<Omit<NoticeSummary, "attempts"> & { attempts: Array<Given<NoticeSummary["attempts"][number]>> }>;
};

export interface VisitRecord {
  token: string;
  /** The trade it shows, or the order of which there is none yet. */
  tradeNo?: string;
  order?: OrderRecord;
  quitUrl?: string;
  untilMs?: number;
}

/** A batch of refunds of the old protocol. */
export type BatchRecord = Given<Omit<RefundBatch, "target" | "items" | "notices">> & {
  target: Given<Omit<NoticeTarget, "account">> & { account: string };
  items: Array<Given<Omit<RefundItem, "amountFen">> & { amountFen: string }>;
  notices: TradeRecord["notices"];
};

/** Of a trade, or of a batch of this number and the seller who made it. */
export interface UnsentRecord {
  tradeNo?: string;
  batchNo?: string;
  sellerId?: string;
  notifyId: string;
  url: string;
  facts: Pairs;
  plan: NoticePlan;
  sends: number;
  nextAtMs: number;
}

export interface Snapshot {
  format: "dedepay-simulator-snapshot";
  version: 1;
  nowMs: number;
  speed: number;
  nextTrade: number;
  /** As in a world file; holds the keys of the simulated accounts. */
  world: unknown;
  balances: Pairs;
  /** As POST /sim/rules takes them. */
  rules: Array<{ rule?: unknown; matched: number }>;
  trades: TradeRecord[];
  batches: BatchRecord[];
  visits: VisitRecord[];
  /** Notifications which were not acknowledged yet. */
  unsent: UnsentRecord[];
}
