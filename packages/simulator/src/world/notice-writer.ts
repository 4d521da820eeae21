// How a protocol says that something happened to a trade. The notification office knows when and where to, never what.
import type { Trade } from "./trade.ts";

export interface NoticeWriter {
  /** What is to be told about the trade as it is now; notify_time and the signature come with each send. */
  facts(trade: Trade, notice: { notifyId: string; event: TradeEvent }): Map<string, string>;
  /** The signed form of one send; forge signs with a key which is not Alipay's. */
  form(trade: Trade, fields: ReadonlyMap<string, string>, o: { forge: boolean }): { body: Buffer; contentType: string };
  /** A moment as notify_time says it. */
  time(ms: number): string;
}

/** Why a notification is sent. */
export type TradeEvent = "status_changed" | "refunded" | "price_changed";
