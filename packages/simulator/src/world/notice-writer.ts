// How a protocol says that something happened to a trade. The notification office knows when and where to, never what.
import type { Charset } from "@dedepay/alipay";
import type { Trade } from "./trade.ts";
import type { Account } from "./world.ts";

/** Whom a notification is for and how it is written. An order is one. */
export interface NoticeTarget {
  account: Account;
  sellerId: string;
  charset: Charset;
  signType: "MD5" | "RSA" | "RSA2";
  outTradeNo: string;
  notifyUrl: string | undefined;
}

export interface NoticeForm {
  body: string;
  contentType: string;
  /** What was signed, without any key. */
  signedText: string;
}

export interface NoticeWriter {
  /** What is to be told about the trade as it is now; notify_time and the signature come with each send. */
  facts(trade: Trade, notice: { notifyId: string; event: TradeEvent }): Map<string, string>;
  /** The signed form of one send; forge signs with a key which is not Alipay's. */
  form(target: NoticeTarget, fields: ReadonlyMap<string, string>, o: { forge: boolean }): NoticeForm;
  /** A moment as notify_time says it. */
  time(ms: number): string;
}

/** Why a notification is sent. */
export type TradeEvent = "status_changed" | "refunded" | "refund_status_changed" | "price_changed";
