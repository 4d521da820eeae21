// MAPI's asynchronous notification: its fields, signature and form. Booleans are Y and N here, times are Beijing's.
import { beijingTime, formatYuan } from "@dedepay/alipay";
import { encodeForm } from "../wire/percent-encode.ts";
import type { Accounts } from "../world/accounts.ts";
import type { NoticeTarget, NoticeWriter, TradeEvent } from "../world/notice-writer.ts";
import type { Switches } from "../world/switches.ts";
import type { Trade } from "../world/trade.ts";
import type { MapiPartner } from "../world/world.ts";
import { signKeysOf } from "./account-keys.ts";
import { mapiSign, mapiSignedText } from "./signed-text.ts";

/** Writes notifications for the partners of a world. */
export function createMapiNoticeWriter(accounts: () => Accounts, switches: () => Switches): NoticeWriter {
  return {
    time: beijingTime,
    facts: (trade, notice) => noticeFields(accounts(), trade, notice),
    form(target, fields, { forge }) {
      const partner = partnerOf(target);
      const { signType } = target;
      const { mapiNoticeCharset } = switches();
      const charset = mapiNoticeCharset === "request" ? target.charset : mapiNoticeCharset;
      const signed = new Map(fields);
      const type = signType === "RSA" ? "RSA" : "MD5";
      const keys = signKeysOf(accounts(), partner);
      const text = mapiSignedText(signed);
      // A forger has neither key; for RSA a text nobody signed is as good as another key.
      const sign = forge
        ? mapiSign(`${text}&forged`, { signType: type, charset, keys: { ...keys, md5Key: "0".repeat(32) } })
        : mapiSign(text, { signType: type, charset, keys });
      signed.set("sign", sign).set("sign_type", type);
      return {
        signedText: text,
        body: encodeForm(signed, charset),
        contentType: `application/x-www-form-urlencoded; charset=${charset === "utf-8" ? "UTF-8" : "GBK"}`,
      };
    },
  };
}

function partnerOf({ account }: NoticeTarget): MapiPartner {
  if (account.protocol !== "mapi") throw new Error(`${account.id} is not of MAPI`);
  return account;
}

function noticeFields(
  accounts: Accounts,
  trade: Trade,
  notice: { notifyId: string; event: TradeEvent },
): Map<string, string> {
  const fields = new Map<string, string>();
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== "") fields.set(name, value);
  };
  add("notify_type", "trade_status_sync");
  add("notify_id", notice.notifyId);
  for (const [name, value] of commonFields(accounts, trade)) add(name, value);
  if (trade.order.kind !== "direct") for (const [name, value] of escrowFields(trade)) add(name, value);
  return fields;
}

/** What notification and return say alike. */
export function commonFields(accounts: Accounts, trade: Trade): Array<[string, string | undefined]> {
  const { order } = trade;
  const time = (ms: number | undefined): string | undefined => (ms === undefined ? undefined : beijingTime(ms));
  const buyer = trade.buyerId === undefined ? undefined : accounts.payer(trade.buyerId);
  const price = order.fields.get("price");
  return [
    ["out_trade_no", order.outTradeNo],
    ["subject", order.subject],
    ["payment_type", order.fields.get("payment_type") ?? "1"],
    ["trade_no", trade.tradeNo],
    ["trade_status", trade.status],
    ["gmt_create", time(trade.createdMs)],
    ["gmt_payment", time(trade.paidMs)],
    ["gmt_close", time(trade.closedMs)],
    ["gmt_refund", time(trade.refundedMs)],
    ["refund_status", trade.refundStatus],
    ["seller_email", order.account.sellerEmail],
    ["seller_id", order.sellerId],
    ["buyer_email", buyer?.logonId],
    ["buyer_id", trade.buyerId],
    ["price", price ?? formatYuan(trade.totalFen)],
    ["total_fee", formatYuan(trade.totalFen)],
    ["quantity", price === undefined ? "1" : (order.fields.get("quantity") ?? "1")],
    ["body", order.body.slice(0, 400)],
    ["discount", order.fields.get("discount") ?? "0.00"],
    ["is_total_fee_adjust", trade.totalFen === order.totalFen ? "N" : "Y"],
    ["use_coupon", "N"],
    ["extra_common_param", order.fields.get("extra_common_param")],
  ];
}

function escrowFields(trade: Trade): Array<[string, string | undefined]> {
  const { fields } = trade.order;
  const names = [
    "logistics_type",
    "logistics_fee",
    "logistics_payment",
    "receive_name",
    "receive_address",
    "receive_zip",
    "receive_phone",
    "receive_mobile",
  ];
  return [
    ...names.map((name): [string, string | undefined] => [name, fields.get(name)]),
    ["gmt_logistics_modify", beijingTime(trade.sentMs ?? trade.createdMs)],
    ["gmt_send_goods", trade.sentMs === undefined ? undefined : beijingTime(trade.sentMs)],
  ];
}
