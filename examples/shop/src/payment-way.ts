// The ways of paying which the checkout offers. Each is a product of dedepay; which account has it is the shop owner's setting.

export type PaymentWay = "direct" | "escrow" | "dual" | "page" | "wap" | "qr";

/** Ids of the gateway's accounts. */
export type ShopAccounts = {
  /** Has direct, escrow and dual. */
  mapi: string;
  /** Has page, wap and qr. */
  openapi: string;
};

export type WayDescription = { way: PaymentWay; account: keyof ShopAccounts; zh: string; en: string };

export const paymentWays: readonly WayDescription[] = [
  { way: "direct", account: "mapi", zh: "即时到账", en: "Direct (MAPI)" },
  { way: "escrow", account: "mapi", zh: "担保交易", en: "Escrow (MAPI)" },
  { way: "dual", account: "mapi", zh: "双功能", en: "Direct or escrow, the buyer chooses (MAPI)" },
  { way: "page", account: "openapi", zh: "电脑网站支付", en: "Desktop page (OpenAPI)" },
  { way: "wap", account: "openapi", zh: "手机网站支付", en: "Phone page (OpenAPI)" },
  { way: "qr", account: "openapi", zh: "扫码支付", en: "QR code (OpenAPI)" },
];

export function findWay(text: string | undefined): WayDescription | undefined {
  return paymentWays.find((one) => one.way === text);
}
