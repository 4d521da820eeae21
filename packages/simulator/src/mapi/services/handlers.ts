// Who answers which signed service. The type wants an entry for each service of the registry.
import type { MapiServiceName } from "@dedepay/alipay";
import type { GatewayReply } from "../../wire/gateway-request.ts";
import type { Refusal } from "../../world/refusal.ts";
import type { MapiCall } from "../mapi-call.ts";
import { accountPage } from "./account-page.ts";
import { close } from "./close.ts";
import { pay } from "./pay.ts";
import { queryTrade } from "./query-trade.ts";
import { refundAtOnce, refundByOperator } from "./refund.ts";
import { refundQuery } from "./refund-query.ts";
import { sendGoods } from "./send-goods.ts";

type Handler = (call: MapiCall) => GatewayReply | Refusal;
/** The gateway answers these two without knowing who asks. */
type UnsignedName = "notify_verify" | "query_timestamp";

const handlers: Readonly<Record<Exclude<MapiServiceName, UnsignedName>, Handler>> = {
  "account.page.query": accountPage,
  "alipay.wap.create.direct.pay.by.user": pay,
  close_trade: close,
  create_direct_pay_by_user: pay,
  create_partner_trade_by_buyer: pay,
  refund_fastpay_by_platform_nopwd: refundAtOnce,
  refund_fastpay_by_platform_pwd: refundByOperator,
  refund_fastpay_query: refundQuery,
  send_goods_confirm_by_platform: sendGoods,
  single_trade_query: queryTrade,
  trade_create_by_buyer: pay,
};

/** The handler of a signed service; undefined where there is no such service. */
export function handlerOf(service: string): Handler | undefined {
  const known: Readonly<Record<string, Handler>> = handlers;
  return Object.hasOwn(known, service) ? known[service] : undefined;
}
