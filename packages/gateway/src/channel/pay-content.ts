// What an attempt submits to Alipay: service and business parameters, frozen when the attempt is made. Plain data.
import type { MapiServiceName, OpenapiServiceName } from "@dedepay/alipay";
import type { Product } from "../use-cases/payments/payment-document.ts";

export type MapiPayService = Extract<
  MapiServiceName,
  "create_direct_pay_by_user" | "create_partner_trade_by_buyer" | "trade_create_by_buyer"
>;
export type OpenapiPayService = Extract<
  OpenapiServiceName,
  "alipay.trade.page.pay" | "alipay.trade.wap.pay" | "alipay.trade.precreate"
>;
export type PayService = MapiPayService | OpenapiPayService;

/** Alipay's own field names and texts, as they will be signed. */
export type PayContent = { service: PayService; parameters: Readonly<Record<string, string>> };

export const serviceOf: Readonly<Record<Product, PayService>> = {
  direct: "create_direct_pay_by_user",
  escrow: "create_partner_trade_by_buyer",
  dual: "trade_create_by_buyer",
  page: "alipay.trade.page.pay",
  wap: "alipay.trade.wap.pay",
  qr: "alipay.trade.precreate",
};
