// The registry of the partner protocol's services.

import type { ServiceParameters } from "../services/service-parameters.ts";
import { accountPageQuery } from "./services/account-page-query.ts";
import { closeTrade } from "./services/close-trade.ts";
import { createDirectPayByUser } from "./services/create-direct-pay-by-user.ts";
import { createPartnerTradeByBuyer } from "./services/create-partner-trade-by-buyer.ts";
import { notifyVerify } from "./services/notify-verify.ts";
import { queryTimestamp } from "./services/query-timestamp.ts";
import { refundFastpayByPlatformNopwd } from "./services/refund-fastpay-by-platform-nopwd.ts";
import { refundFastpayByPlatformPwd } from "./services/refund-fastpay-by-platform-pwd.ts";
import { refundFastpayQuery } from "./services/refund-fastpay-query.ts";
import { sendGoodsConfirmByPlatform } from "./services/send-goods-confirm-by-platform.ts";
import { singleTradeQuery } from "./services/single-trade-query.ts";
import { tradeCreateByBuyer } from "./services/trade-create-by-buyer.ts";
import { wapCreateDirectPayByUser } from "./services/wap-create-direct-pay-by-user.ts";

type Registry = {
  readonly "account.page.query": typeof accountPageQuery;
  readonly "alipay.wap.create.direct.pay.by.user": typeof wapCreateDirectPayByUser;
  readonly close_trade: typeof closeTrade;
  readonly create_direct_pay_by_user: typeof createDirectPayByUser;
  readonly create_partner_trade_by_buyer: typeof createPartnerTradeByBuyer;
  readonly notify_verify: typeof notifyVerify;
  readonly query_timestamp: typeof queryTimestamp;
  readonly refund_fastpay_by_platform_nopwd: typeof refundFastpayByPlatformNopwd;
  readonly refund_fastpay_by_platform_pwd: typeof refundFastpayByPlatformPwd;
  readonly refund_fastpay_query: typeof refundFastpayQuery;
  readonly send_goods_confirm_by_platform: typeof sendGoodsConfirmByPlatform;
  readonly single_trade_query: typeof singleTradeQuery;
  readonly trade_create_by_buyer: typeof tradeCreateByBuyer;
};

/** Every service of the partner protocol by its name on the wire. */
export const mapiServices: Registry = {
  "account.page.query": accountPageQuery,
  "alipay.wap.create.direct.pay.by.user": wapCreateDirectPayByUser,
  close_trade: closeTrade,
  create_direct_pay_by_user: createDirectPayByUser,
  create_partner_trade_by_buyer: createPartnerTradeByBuyer,
  notify_verify: notifyVerify,
  query_timestamp: queryTimestamp,
  refund_fastpay_by_platform_nopwd: refundFastpayByPlatformNopwd,
  refund_fastpay_by_platform_pwd: refundFastpayByPlatformPwd,
  refund_fastpay_query: refundFastpayQuery,
  send_goods_confirm_by_platform: sendGoodsConfirmByPlatform,
  single_trade_query: singleTradeQuery,
  trade_create_by_buyer: tradeCreateByBuyer,
};

export type MapiServiceName = keyof Registry;

/** Parameters of a service of the partner protocol. */
export type MapiParameters<Name extends MapiServiceName> = ServiceParameters<Registry[Name]>;

/** Services that a server calls, as opposed to those that a browser is sent to. */
export type MapiServerServiceName = {
  [Name in MapiServiceName]: Registry[Name]["caller"] extends "server" ? Name : never;
}[MapiServiceName];
