// OpenAPI's asynchronous notification (trade_status_sync): its fields, signature and form.
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { beijingTime, formatYuan } from "@dedepay/alipay";
import { encodeForm } from "../wire/percent-encode.ts";
import type { Accounts } from "../world/accounts.ts";
import type { NoticeTarget, NoticeWriter, TradeEvent } from "../world/notice-writer.ts";
import type { Switches } from "../world/switches.ts";
import type { Trade } from "../world/trade.ts";
import { isPaid } from "../world/trade-machine.ts";
import type { OpenapiApp } from "../world/world.ts";
import { buyerFields } from "./buyer-fields.ts";
import { noticeSignedText, openapiSign } from "./signed-text.ts";

/** Writes notifications for the applications of a world. */
export function createOpenapiNoticeWriter(accounts: () => Accounts, switches: () => Switches): NoticeWriter {
  let forgersKey: KeyObject | undefined;
  return {
    time: beijingTime,
    facts: (trade, notice) => noticeFields(accounts(), trade, notice),
    form(target, fields, { forge }) {
      const { charset, signType } = target;
      const own = accounts().keys(appOf(target)).alipayPrivateKey;
      if (forge) forgersKey ??= generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
      const privateKey = forge ? forgersKey : own;
      if (privateKey === undefined) throw new Error("the application has no key of Alipay's");
      const type = signType === "RSA2" ? "RSA2" : "RSA";
      const signed = new Map(fields).set("sign_type", type);
      const signedText = noticeSignedText(signed, { withEmpty: switches().noticeEmptyValuesSigned });
      signed.set("sign", openapiSign(signedText, { signType: type, charset, privateKey }));
      return {
        signedText,
        body: encodeForm(signed, charset),
        contentType: `application/x-www-form-urlencoded; charset=${charset === "utf-8" ? "utf-8" : "GBK"}`,
      };
    },
  };
}

function appOf({ account }: NoticeTarget): OpenapiApp {
  if (account.protocol !== "openapi") throw new Error(`${account.id} is not of OpenAPI`);
  return account;
}

function noticeFields(
  accounts: Accounts,
  trade: Trade,
  notice: { notifyId: string; event: TradeEvent },
): Map<string, string> {
  const { order } = trade;
  const app = appOf(order);
  const { buyerId, logonId } = buyerFields(accounts, trade);
  const total = formatYuan(trade.totalFen);
  const paid = isPaid(trade);
  const lastRefund = trade.refunds.at(-1);
  const refunded = trade.refundedFen > 0n;
  const fields = new Map<string, string>();
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== "") fields.set(name, value);
  };
  add("notify_type", "trade_status_sync");
  add("notify_id", notice.notifyId);
  add("charset", order.charset);
  add("version", "1.0");
  add("app_id", app.appId);
  add("auth_app_id", app.appId);
  add("trade_no", trade.tradeNo);
  add("out_trade_no", order.outTradeNo);
  add("out_biz_no", notice.event === "refunded" ? lastRefund?.requestNo : undefined);
  add("buyer_id", buyerId);
  add("buyer_logon_id", logonId);
  add("seller_id", app.sellerId);
  add("seller_email", app.sellerEmail);
  add("trade_status", trade.status);
  add("total_amount", total);
  if (paid) {
    for (const name of ["receipt_amount", "invoice_amount", "buyer_pay_amount"]) add(name, total);
    add("point_amount", "0.00");
    add("fund_bill_list", JSON.stringify([{ amount: total, fundChannel: "ALIPAYACCOUNT" }]));
  }
  add("refund_fee", refunded ? formatYuan(trade.refundedFen) : undefined);
  add("send_back_fee", notice.event === "refunded" && lastRefund ? formatYuan(lastRefund.amountFen) : undefined);
  add("subject", order.subject);
  add("body", order.body);
  add("gmt_create", beijingTime(trade.createdMs));
  add("gmt_payment", trade.paidMs === undefined ? undefined : beijingTime(trade.paidMs));
  add("gmt_refund", refunded && trade.refundedMs !== undefined ? withMillis(trade.refundedMs) : undefined);
  add("gmt_close", trade.closedMs === undefined ? undefined : beijingTime(trade.closedMs));
  add("passback_params", order.fields.get("passback_params"));
  return fields;
}

/** gmt_refund carries milliseconds. */
function withMillis(ms: number): string {
  return `${beijingTime(ms)}.${String(ms % 1000).padStart(3, "0")}`;
}
