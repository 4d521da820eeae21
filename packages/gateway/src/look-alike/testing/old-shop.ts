// An old shop: writes its requests as DedeCMS V5.7 does (every value signed, also empty ones; values urlencoded in its charset),
// from what is known of it and with nothing of the gateway's own code.
import { createHash } from "node:crypto";
import { type Charset, encodeText } from "@dedepay/alipay";

export type Fields = Record<string, string>;
export type OldShop = { partner: string; key: string; charset: Charset; origin: string };

/** The fields of DedeCMS's own order, before they are signed. */
export function dedecmsOrder(shop: OldShop, orderNo: string, changes: Fields = {}): Fields {
  const back = `${shop.origin}/plus/carbuyaction.php?dopost=return&code=alipay`;
  return {
    service: "create_partner_trade_by_buyer",
    partner: shop.partner,
    agent: "C4335994340215837114",
    _input_charset: shop.charset,
    notify_url: back,
    return_url: back,
    subject: `支付订单号:${orderNo}`,
    out_trade_no: orderNo,
    price: "148.21",
    quantity: "1",
    payment_type: "1",
    logistics_type: "EXPRESS",
    logistics_fee: "0",
    logistics_payment: "BUYER_PAY_AFTER_RECEIVE",
    seller_email: "shop@example.com",
    ...changes,
  };
}

/** The signed query; `emptyToo`: as DedeCMS, which signs empty values. */
export function signedQuery(shop: OldShop, fields: Fields, o: { emptyToo?: boolean; sign?: string } = {}): string {
  const { emptyToo = true } = o;
  const names = Object.keys(fields).sort();
  const text = names
    .filter((name) => emptyToo || fields[name] !== "")
    .map((name) => `${name}=${fields[name]}`)
    .join("&");
  const sign = o.sign ?? createHash("md5").update(encodeText(text, shop.charset).bytes).update(shop.key).digest("hex");
  const pairs = names.map((name) => `${name}=${phpUrlencode(fields[name] ?? "", shop.charset)}`);
  return [...pairs, `sign=${sign}`, "sign_type=MD5"].join("&");
}

/** As PHP's urlencode() over the charset's bytes. */
function phpUrlencode(text: string, charset: Charset): string {
  let encoded = "";
  for (const byte of encodeText(text, charset).bytes) {
    const character = String.fromCharCode(byte);
    if (/[A-Za-z0-9_.-]/.test(character)) encoded += character;
    else encoded += byte === 0x20 ? "+" : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return encoded;
}
