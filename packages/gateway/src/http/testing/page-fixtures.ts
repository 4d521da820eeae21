// Every state of the buyer's pages, as somebody would meet it: what the view holds, the address, the browser.
import type { BuyerView } from "../../use-cases/payments/buyer-view.ts";
import type { OpenPaymentResult } from "../../use-cases/payments/open-payment.ts";
import { sampleView } from "./fake-gateway.ts";

export type PageFixture = {
  name: string;
  view: BuyerView;
  /** Left out: the pay link is opened. `return`: back from Alipay. `press`: the button was pressed. `missing`: a wrong link. */
  way?: "pay" | "return" | "press" | "missing";
  opened?: (view: BuyerView) => OpenPaymentResult;
  userAgent?: string;
};

const paidAtMs = Date.UTC(2026, 0, 2, 3, 1, 7);
const paid = { state: "paid", outcome: "paid", payable: false, settled: true, paidAtMs } as const;
const phoneAgent = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148";
const reason = (zh: string, en: string, code: number): Partial<BuyerView> => ({
  lastError: { code, buyer_message: { zh, en } },
});
const longest = {
  subject: "青瓷茶杯礼盒装（含托盘、茶巾、说明书）景德镇手工柴烧限量编号".repeat(8).slice(0, 256),
  orderNo: "S-20260101-ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789-abcdefghijklmnop".slice(0, 64),
  siteName: "山间茶铺与山下茶铺及其在各地的合作门店联合经营的网上商城旗舰店",
  amountFen: 10_000_000_000n,
} as const;

function fixture(name: string, changes: Partial<BuyerView>, over: Partial<PageFixture> = {}): PageFixture {
  return { name, view: sampleView(changes), ...over };
}

const failed = (view: BuyerView): OpenPaymentResult => ({ kind: "failed", view });
const qr = (view: BuyerView): OpenPaymentResult => ({
  kind: "qr",
  view,
  attemptId: "att_1",
  qrCode: "https://qr.alipay.com/bax03431ljhokirwl38f00a7",
  validUntilMs: Date.UTC(2026, 0, 2, 5, 4, 5),
});

export const pageFixtures: readonly PageFixture[] = [
  fixture("pay", { environment: "production" }),
  fixture("pay-simulator", { environment: "simulator", expiresAtMs: Date.UTC(2026, 0, 2, 4) }),
  fixture("pay-sandbox", { environment: "sandbox" }),
  fixture("pay-choice", { product: "page", deviceMatters: true, ways: ["page", "wap", "qr"] }),
  fixture("pay-qr-first", { product: "qr", ways: ["page", "wap", "qr"], deviceMatters: true }),
  fixture("pay-escrow", { product: "escrow" }),
  fixture("pay-no-way-back", { returnUrl: undefined }),
  fixture("pay-after-failure", {
    outcome: "payment_failed",
    ...reason("支付宝暂时不能付款。", "Alipay can't take it now.", 1010),
  }),
  fixture("pay-after-wrong-parameters", {
    outcome: "parameter_error",
    ...reason("商店与支付宝之间的设置有问题。", "The shop's settings at Alipay are wrong.", 1010),
  }),
  fixture("pay-uncertain", reason("支付结果正在确认。", "The result is being checked.", 1014)),
  fixture("pay-longest", {
    ...longest,
    environment: "production",
    product: "page",
    deviceMatters: true,
    ways: ["page", "wap", "qr"],
  }),
  fixture("guide-wechat", {}, { userAgent: `${phoneAgent} MicroMessenger/8.0.40` }),
  fixture(
    "guide-wechat-android",
    {},
    {
      userAgent: "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile MicroMessenger/8.0.40",
    },
  ),
  fixture("guide-qq", {}, { userAgent: `${phoneAgent} QQ/9.0.1.1` }),
  fixture("guide-longest", longest, { userAgent: `${phoneAgent} MicroMessenger/8.0.40` }),
  fixture("qr", { product: "qr" }, { way: "press", opened: qr }),
  fixture("qr-longest", { ...longest, product: "qr", ways: ["page", "qr"] }, { way: "press", opened: qr }),
  fixture("not-opened", reason("网络不通。", "No network.", 1015), { way: "press", opened: failed }),
  fixture(
    "not-opened-wrong-parameters",
    {
      outcome: "parameter_error",
      ...reason("商店与支付宝之间的设置有问题。", "The shop's settings at Alipay are wrong.", 1010),
    },
    { way: "press", opened: failed },
  ),
  fixture("return-waiting", {}, { way: "return" }),
  fixture("return-uncertain", reason("支付结果正在确认。", "The result is being checked.", 1016), { way: "return" }),
  fixture("return-paid", paid, { way: "return" }),
  fixture("return-paid-virtual", { ...paid, goods: "virtual" }, { way: "return" }),
  fixture(
    "return-failed",
    { outcome: "payment_failed", ...reason("余额不足。", "Not enough balance.", 1010) },
    { way: "return" },
  ),
  fixture("receipt-longest", { ...paid, ...longest }, { way: "return" }),
  fixture("receipt-finished", { ...paid, state: "finished", environment: "production" }),
  fixture("receipt-part-refunded", { ...paid, refundedFen: 500n }),
  fixture("receipt-refunded", { ...paid, state: "refunded", outcome: "refunded", refundedFen: 1999n }),
  fixture("receipt-no-way-back", { ...paid, returnUrl: undefined }),
  fixture("escrow-paid", { ...paid, state: "escrow_paid", product: "escrow", settled: false }),
  fixture("escrow-shipped", {
    ...paid,
    state: "escrow_shipped",
    product: "escrow",
    settled: false,
    awaitsBuyerConfirmation: true,
  }),
  fixture("escrow-shipped-virtual", {
    ...paid,
    ...{ state: "escrow_shipped", product: "escrow", settled: false, awaitsBuyerConfirmation: true, goods: "virtual" },
  }),
  ...(["escrow_paid", "escrow_shipped"] as const).map((state) =>
    fixture(`${state.replace("_", "-")}-by-seller`, {
      ...paid,
      ...{ state, product: "escrow", settled: false, goods: "virtual", sellerShips: true },
    }),
  ),
  fixture("held", { ...paid, state: "held", settled: false }),
  fixture("expired", { payable: false, linkEndedAtMs: Date.UTC(2026, 0, 2, 2) }),
  fixture("expired-and-closed", {
    state: "closed",
    payable: false,
    settled: true,
    linkEndedAtMs: Date.UTC(2026, 0, 2, 2),
  }),
  fixture("expired-return", { payable: false, linkEndedAtMs: Date.UTC(2026, 0, 2, 2) }, { way: "return" }),
  fixture("missing", {}, { way: "missing" }),
  fixture(
    "our-failure",
    {},
    {
      way: "press",
      opened: () => {
        throw new Error("the database is away");
      },
    },
  ),
  fixture("closed", { state: "closed", payable: false, settled: true }),
];
