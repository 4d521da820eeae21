// The eight ways of paying which `demo --once` walks. Data only: what is bought, with which product, and what happens on
// the way.

export interface Way {
  readonly id: string;
  readonly zh: string;
  readonly account: string;
  readonly product: "direct" | "escrow" | "dual" | "page" | "wap" | "qr";
  readonly goods: "physical" | "virtual";
  readonly device: "desktop" | "phone";
  /** What the buyer picks at the cashier where both are offered. */
  readonly choose?: "instant" | "escrow";
  /** The money waits with Alipay: the site ships, the buyer confirms. */
  readonly escrow: boolean;
  readonly notifiedTwice: boolean;
  /** How often the site refuses each webhook before it takes it. */
  readonly webhookRefusals: number;
}

const usual = { device: "desktop", escrow: false, notifiedTwice: false, webhookRefusals: 0 } as const;
const mapi = { ...usual, account: "mapi-all" } as const;
const openapi = { ...usual, account: "openapi-key", goods: "virtual" } as const;

export const ways: readonly Way[] = [
  { ...mapi, id: "direct", zh: "即时到账", product: "direct", goods: "virtual" },
  { ...mapi, id: "escrow", zh: "担保交易", product: "escrow", goods: "physical", escrow: true },
  {
    ...mapi,
    id: "dual-direct",
    zh: "双接口选即时到账",

    product: "dual",
    goods: "physical",
    choose: "instant",
  },
  {
    ...mapi,
    id: "dual-escrow",
    zh: "双接口选担保交易",

    product: "dual",
    goods: "physical",
    choose: "escrow",
    escrow: true,
  },
  { ...openapi, id: "page", zh: "电脑网站支付", product: "page" },
  { ...openapi, id: "wap", zh: "手机网站支付", product: "wap", device: "phone" },
  { ...openapi, id: "qr", zh: "扫码支付", product: "qr" },
  {
    ...mapi,
    id: "rough",
    zh: "通知两次、网站拒收两次",

    product: "direct",
    goods: "virtual",
    notifiedTwice: true,
    webhookRefusals: 2,
  },
];
