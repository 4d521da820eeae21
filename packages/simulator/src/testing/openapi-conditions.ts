// How each OpenAPI code with a real condition is provoked.
import { createCipheriv } from "node:crypto";
import {
  app,
  beijingNow,
  type Conditions,
  certificateApp,
  encryptedApp,
  openapi,
  order,
  ownSerials,
  paidOrder,
  passTime,
  poor,
  query,
  scanned,
  serials,
  unpaidOrder,
  v3,
} from "./code-merchant.ts";
import { buyers } from "./shop-visit.ts";

const cipher = (key: string): string => {
  const aes = createCipheriv("aes-128-cbc", Buffer.from(key, "base64"), Buffer.alloc(16));
  return Buffer.concat([aes.update('{"out_trade_no":"1"}'), aes.final()]).toString("base64");
};

const bill = "alipay.data.dataservice.bill.downloadurl.query";

export const openapiConditions: Conditions = {
  "isv.missing-app-id": () => openapi(query, {}, { drop: "app_id" }),
  "isv.invalid-app-id": () => openapi(query, {}, { fields: { app_id: "2021999999999999" } }),
  "isv.not-online-app": () => openapi(query, {}, { fields: { app_id: "2021000100000041" } }),
  "isv.missing-signature": () => openapi(query, {}, { sign: "" }),
  "isv.invalid-signature": () => openapi(query, {}, { key: certificateApp.privateKey }),
  "isv.invalid-signature-type": () => openapi(query, {}, { fields: { sign_type: "MD5" } }),
  "isv.missing-signature-config": () => openapi(query, {}, { drop: "sign_type" }),
  "isv.invalid-charset": () => openapi(query, {}, { fields: { charset: "latin1" } }),
  "isv.missing-method": () => openapi("", {}, { drop: "method" }),
  "isv.invalid-method": () => openapi("alipay.trade.qury", {}),
  "isv.missing-version": () => openapi(query, {}, { drop: "version" }),
  "isv.missing-timestamp": () => openapi(query, {}, { drop: "timestamp" }),
  "isv.invalid-timestamp": () => openapi(query, {}, { fields: { timestamp: "2026-03-01T10:00:00" } }),
  "isv.invalid-format": () => openapi(query, {}, { fields: { format: "xml" } }),
  "isv.illegal-json": () => openapi(query, "{"),
  "isv.missing-encrypt-key": () => openapi(query, "x", { fields: { encrypt_type: "AES" } }),
  "isv.invalid-encrypt-type": () => openapi(query, "x", { fields: { encrypt_type: "DES" } }),
  "isv.invalid-encrypt": () =>
    openapi(query, cipher(Buffer.alloc(16, 1).toString("base64")), {
      account: encryptedApp,
      fields: { encrypt_type: "AES" },
    }),
  "isv.decryption-error-missing-encrypt-type": () =>
    openapi(query, cipher(encryptedApp.aesKey ?? ""), { account: encryptedApp }),
  "isv.missing-app-cert-sn": () => openapi(query, {}, { account: certificateApp }),
  "isv.app-cert-not-exist": () => openapi(query, {}, { account: certificateApp, fields: serials }),
  "isv.missing-alipay-root-cert-sn": async () =>
    openapi(query, {}, { account: certificateApp, fields: await ownSerials() }),
  "isv.invalid-alipay-root-cert-sn": async () =>
    openapi(query, {}, { account: certificateApp, fields: { ...(await ownSerials()), alipay_root_cert_sn: "x" } }),
  "aop.invalid-app-auth-token": () => openapi(query, {}, { fields: { app_auth_token: "x" } }),
  "isv.insufficient-isv-permissions": () => openapi("alipay.trade.precreate", order(), { account: encryptedApp }),
  "ACQ.ACCESS_FORBIDDEN": () => openapi("alipay.trade.precreate", order({ product_code: "FAST_INSTANT_TRADE_PAY" })),
  "ACQ.INVALID_PARAMETER": () => openapi("alipay.trade.precreate", { out_trade_no: "1", total_amount: "1.00" }),
  "ACQ.TOTAL_FEE_EXCEED": () => openapi("alipay.trade.precreate", order({ total_amount: "0.00" })),
  "ACQ.TRADE_NOT_EXIST": () => openapi(query, { out_trade_no: "none" }),
  "ACQ.CONTEXT_INCONSISTENT": async () =>
    openapi(
      "alipay.trade.create",
      order({ out_trade_no: await unpaidOrder(), total_amount: "11.00", buyer_id: buyers.liSi }),
    ),
  "ACQ.TRADE_HAS_SUCCESS": async () =>
    openapi(
      "alipay.trade.pay",
      order({ out_trade_no: await paidOrder(), auth_code: `28${buyers.zhangSan}`, scene: "bar_code" }),
    ),
  "ACQ.TRADE_HAS_CLOSE": async () => {
    const outTradeNo = await unpaidOrder();
    await openapi("alipay.trade.close", { out_trade_no: outTradeNo });
    return openapi("alipay.trade.create", order({ out_trade_no: outTradeNo, buyer_id: buyers.liSi }));
  },
  "ACQ.REASON_TRADE_STATUS_INVALID": async () => openapi("alipay.trade.close", { out_trade_no: await paidOrder() }),
  "ACQ.TRADE_STATUS_ERROR": async () =>
    openapi("alipay.trade.refund", { out_trade_no: await unpaidOrder(), refund_amount: "10.00" }),
  "ACQ.TRADE_HAS_FINISHED": async () => {
    const outTradeNo = await paidOrder();
    await passTime(366 * 86_400_000);
    return openapi("alipay.trade.refund", { out_trade_no: outTradeNo, refund_amount: "10.00" });
  },
  "ACQ.REASON_TRADE_REFUND_FEE_ERR": async () =>
    openapi("alipay.trade.refund", { out_trade_no: await paidOrder(), refund_amount: "10.01", out_request_no: "a" }),
  "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL": async () =>
    openapi("alipay.trade.refund", { out_trade_no: await paidOrder(), refund_amount: "1.00" }),
  "ACQ.DISCORDANT_REPEAT_REQUEST": async () => {
    const outTradeNo = await paidOrder();
    await openapi("alipay.trade.refund", { out_trade_no: outTradeNo, refund_amount: "1.00", out_request_no: "a" });
    return openapi("alipay.trade.refund", { out_trade_no: outTradeNo, refund_amount: "2.00", out_request_no: "a" });
  },
  "ACQ.SELLER_BALANCE_NOT_ENOUGH": async () => {
    const outTradeNo = await paidOrder();
    await poor(app.sellerId, app.id);
    return openapi("alipay.trade.refund", { out_trade_no: outTradeNo, refund_amount: "10.00" });
  },
  "ACQ.PAYMENT_AUTH_CODE_INVALID": () => scanned("0000000000000000"),
  "ACQ.BUYER_BALANCE_NOT_ENOUGH": () => scanned(buyers.poor),
  "ACQ.BUYER_ENABLE_STATUS_FORBID": () => scanned(buyers.frozen),
  "ACQ.ERROR_BUYER_CERTIFY_LEVEL_LIMIT": () => scanned(buyers.unverified),
  "ACQ.BUYER_SELLER_EQUAL": () => scanned(app.sellerId),
  "isp.bill_not_exist": () => openapi(bill, { bill_type: "trade", bill_date: beijingNow().slice(0, 10) }),
  "isv.invalid_arguments": () => openapi(bill, { bill_type: "trade", bill_date: "2026-02-30" }),
  TYPE_NOT_SUPPORTED: () => openapi(bill, { bill_type: "merchant_act", bill_date: "2026-02-01" }),
  "illegal-timestamp": () => v3({ timestampMs: Date.now() - 660_000 }),
  "invalid-http-method": () => v3({ httpMethod: "PUT" }),
  "ACQ.BUYER_NOT_EXIST": () => openapi("alipay.trade.create", order({ buyer_id: "2088999999999999" })),
};
