// What the status of an order means to its buyer.
import type { Order, OrderStatus } from "../order.ts";
import { statusOf } from "../order.ts";

export type StatusText = { chip: "" | "wait" | "bad"; zh: string; en: string; zhMore: string; enMore: string };

const texts: Readonly<Record<OrderStatus, StatusText>> = {
  unpaid: {
    chip: "wait",
    zh: "未支付",
    en: "Not paid",
    zhMore: "还没有收到付款。如果您已经付款，请稍等，本页会自动更新。",
    enMore: "No payment yet. If you have paid, wait a moment: this page updates itself.",
  },
  failed: {
    chip: "bad",
    zh: "支付失败",
    en: "Payment failed",
    zhMore: "没有扣款，可以再试一次。",
    enMore: "No money was taken; you may try again.",
  },
  escrow: {
    chip: "wait",
    zh: "已付款（支付宝担保）",
    en: "Paid into escrow",
    zhMore: "款项由支付宝保管，我们会尽快发货。",
    enMore: "Alipay keeps the money; we ship soon.",
  },
  held: {
    chip: "wait",
    zh: "已付款，收款处理中",
    en: "Paid, being received",
    zhMore: "您的款项是安全的，请不要重复付款。",
    enMore: "Your money is safe; please don't pay again.",
  },
  paid: { chip: "", zh: "已支付", en: "Paid", zhMore: "谢谢！我们会尽快发货。", enMore: "Thank you! We ship soon." },
  shipped: {
    chip: "",
    zh: "已发货",
    en: "Shipped",
    zhMore: "收到货后，如为担保交易，请在支付宝确认收货。",
    enMore: "Once it is there, confirm the receipt in Alipay if you paid by escrow.",
  },
  finished: { chip: "", zh: "交易完成", en: "Finished", zhMore: "谢谢惠顾！", enMore: "Thank you!" },
  closed: {
    chip: "bad",
    zh: "未支付，订单已关闭",
    en: "Not paid, closed",
    zhMore: "需要的话请重新下单。",
    enMore: "Please order again if you still want it.",
  },
  refunded: {
    chip: "",
    zh: "已退款",
    en: "Refunded",
    zhMore: "款项已按原路退回。",
    enMore: "The money goes back the way it came.",
  },
};

export function statusText(order: Order): StatusText {
  const status = statusOf(order);
  if (status === "paid" && order.kind === "virtual") {
    return { ...texts.paid, zhMore: "谢谢！下载码就在下面。", enMore: "Thank you! Your code is below." };
  }
  if (status === "escrow" && order.kind === "virtual") {
    return {
      ...texts.escrow,
      zhMore: "请在支付宝确认收货，确认后立刻得到下载码。",
      enMore: "Please confirm the receipt in Alipay; the code is yours right after.",
    };
  }
  return texts[status];
}

/** 参数错误: the shop's own mistake, told apart from a failed payment. */
export function isParameterError(order: Order): boolean {
  return order.problem !== null && [1002, 1007, 1011, 1012].includes(order.problem.code);
}
