import { describe, expect, it } from "vitest";
import type { BuyerView } from "../../use-cases/payments/buyer-view.ts";
import { sampleView } from "../testing/fake-gateway.ts";
import { type Moment, stateText } from "./state-text.ts";

const reason = { zh: "原因", en: "reason" };
const rows: [Partial<BuyerView>, Moment, string, string][] = [
  [{ state: "unpaid" }, "later", "wait", "未支付"],
  [{ state: "unpaid" }, "returned", "wait", "正在确认付款"],
  [{ state: "unpaid" }, "not_opened", "bad", "支付失败，没能打开支付宝"],
  [{ state: "unpaid", payable: false }, "later", "bad", "未支付，付款链接已过期"],
  [{ state: "unpaid", outcome: "payment_failed" }, "later", "bad", "支付失败"],
  [{ state: "unpaid", outcome: "payment_failed" }, "returned", "bad", "支付失败"],
  [{ state: "unpaid", outcome: "parameter_error" }, "later", "bad", "参数错误"],
  [{ state: "unpaid", outcome: "parameter_error" }, "not_opened", "bad", "参数错误"],
  [{ state: "unpaid", lastError: { code: 1014, buyer_message: reason } }, "returned", "wait", "正在核实付款结果"],
  [{ state: "closed", payable: false }, "later", "bad", "未支付，交易已关闭"],
  [{ state: "paid", outcome: "paid" }, "returned", "good", "支付成功"],
  [{ state: "finished", outcome: "paid" }, "later", "good", "支付成功"],
  [{ state: "escrow_paid", outcome: "paid" }, "returned", "good", "已付款，等待发货"],
  [{ state: "escrow_shipped", awaitsBuyerConfirmation: true }, "later", "wait", "卖家已发货，请确认收货"],
  [{ state: "held" }, "later", "wait", "已付款，卖家账户暂时不能收款"],
  [{ state: "refunded", outcome: "refunded" }, "later", "good", "已全额退款"],
  [{ state: "paid", outcome: "paid", refundedFen: 100n }, "later", "good", "支付成功，已部分退款"],
  [{ state: "escrow_paid", outcome: "paid", goods: "virtual" }, "returned", "wait", "已付款，请准备确认"],
  [{ state: "escrow_shipped", goods: "virtual" }, "later", "wait", "请在支付宝确认收货，商店随后发放"],
  [{ state: "escrow_paid", goods: "virtual", sellerShips: true }, "returned", "wait", "已付款，等待卖家发货"],
  [{ state: "escrow_shipped", goods: "virtual", sellerShips: true }, "later", "wait", "卖家已发货，请在支付宝确认收货"],
];

describe("what a state means for its buyer", () => {
  it.each(rows)("%o, %s", (changes, moment, tone, heading) => {
    const text = stateText(sampleView(changes), moment);
    expect([text.tone, text.heading.zh]).toEqual([tone, heading]);
    expect(text.todo.length).toBeGreaterThan(0);
    for (const { zh, en } of [text.heading, ...text.todo]) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it("tells the buyer of virtual goods in escrow what to confirm at Alipay, and that the goods come then", () => {
    const view = sampleView({ state: "escrow_shipped", goods: "virtual", awaitsBuyerConfirmation: true });
    expect(stateText(view, "later").todo[0]?.zh).toMatch(/账单.*确认收货.*确认之后.*发放/);
  });

  it("promises the buyer of virtual goods that the seller ships neither their shipping at once nor goods after the confirmation", () => {
    for (const state of ["escrow_paid", "escrow_shipped"] as const) {
      const text = JSON.stringify(stateText(sampleView({ state, goods: "virtual", sellerShips: true }), "later"));
      expect(text).not.toMatch(/正在通知支付宝|马上|商店随后发放|hands them out at once/);
      expect(text).toMatch(/申请退款/);
    }
  });

  it("never tells a buyer that no money was taken while nobody knows", () => {
    const text = stateText(sampleView({ lastError: { code: 1016, buyer_message: reason } }), "returned");
    expect(JSON.stringify(text)).not.toMatch(/没有扣款|No money/);
    expect(JSON.stringify(text)).toMatch(/请先不要重复付款/);
  });

  it("puts Alipay's reason, told for buyers, first", () => {
    const view = sampleView({ outcome: "payment_failed", lastError: { code: 1010, buyer_message: reason } });
    expect(stateText(view, "later").todo[0]).toEqual(reason);
  });
});
