// What a payment's state means for its buyer, and what to do now. The three bad outcomes are told apart by name:
// 未支付 (not paid), 支付失败 (payment failed), 参数错误 (wrong parameters).
import { assertNever } from "../../assert-never.ts";
import type { BuyerView } from "../../use-cases/payments/buyer-view.ts";
import type { Tone } from "./marks.ts";
import { yuanText } from "./payment-facts.ts";

export type Text = { zh: string; en: string };
export type StateText = {
  tone: Tone;
  /** The short name of the situation, for the tab and the heading. */
  heading: Text;
  todo: Text[];
};

/** `returned`: the buyer has just come back from Alipay. `not_opened`: Alipay did not let them in. `later`: any other time. */
export type Moment = "returned" | "not_opened" | "later";

export function stateText(view: BuyerView, moment: Moment): StateText {
  switch (view.state) {
    case "paid":
    case "finished":
      return paidText(view);
    case "escrow_paid":
      if (view.goods === "physical") return escrowPaid;
      return view.sellerShips ? sellerShipsVirtual : virtualPaid;
    case "escrow_shipped":
      if (view.goods === "physical") return confirmReceipt;
      return view.sellerShips ? confirmShippedVirtual : confirmVirtual;
    case "held":
      return held;
    case "refunded":
      return refundedText(view);
    case "closed":
      return closed;
    case "unpaid":
      return unpaidText(view, moment);
    default:
      return assertNever(view.state);
  }
}

/** Codes after which nobody knows yet whether money moved. */
export function isUncertain(view: BuyerView): boolean {
  return view.lastError !== undefined && [1003, 1014, 1015, 1016].includes(view.lastError.code);
}

function paidText(view: BuyerView): StateText {
  const first: Text =
    view.goods === "virtual"
      ? { zh: "商店已收到付款，会马上为您发放。", en: "The shop has your payment and hands out the goods now." }
      : { zh: "商店已收到付款，会尽快为您发货。", en: "The shop has your payment and ships soon." };
  const receipt: Text = {
    zh: "本页就是付款凭证：可以保存网址，在别的浏览器里也能打开。",
    en: "This page is your receipt: keep its address, it opens in any browser.",
  };
  if (view.refundedFen === 0n) return { tone: "good", heading: { zh: "支付成功", en: "Paid" }, todo: [first, receipt] };
  return {
    tone: "good",
    heading: { zh: "支付成功，已部分退款", en: "Paid; refunded in part" },
    todo: [wentBack(view), receipt],
  };
}

function wentBack(view: BuyerView): Text {
  return {
    zh: `已退款 ¥${yuanText(view.refundedFen)}，按原路退回，到账时间以支付宝账单为准。`,
    en: `¥${yuanText(view.refundedFen)} goes back the way it came; Alipay's bill shows when it arrives.`,
  };
}

function refundedText(view: BuyerView): StateText {
  return { tone: "good", heading: { zh: "已全额退款", en: "Refunded in full" }, todo: [wentBack(view)] };
}

function unpaidText(view: BuyerView, moment: Moment): StateText {
  if (view.outcome === "payment_failed") return withReason(paymentFailed, view);
  if (view.outcome === "parameter_error") return withReason(parameterError, view);
  if (moment === "not_opened") return withReason(notOpened, view);
  if (isUncertain(view)) return uncertain;
  if (!view.payable) return expired;
  return moment === "returned" ? waiting : notPaid;
}

function withReason(text: StateText, view: BuyerView): StateText {
  return view.lastError === undefined ? text : { ...text, todo: [view.lastError.buyer_message, ...text.todo] };
}

const escrowPaid: StateText = {
  tone: "good",
  heading: { zh: "已付款，等待发货", en: "Paid; waiting for shipment" },
  todo: [
    {
      zh: "款项由支付宝保管，收到货并确认之后才付给卖家。现在不用做什么。",
      en: "Alipay keeps the money until you confirm the receipt. Nothing to do now.",
    },
  ],
};

const confirmReceipt: StateText = {
  tone: "wait",
  heading: { zh: "卖家已发货，请确认收货", en: "Shipped; please confirm the receipt" },
  todo: [
    {
      zh: "收到货后，请打开支付宝，在“账单”里找到这笔交易，点“确认收货”。没有收到货请不要确认。",
      en: "Once you have the goods, open Alipay, find this trade under Bills and confirm the receipt. Don't confirm before.",
    },
  ],
};

/** Virtual goods are handed out only with the buyer's word: he has to know that nothing comes before it. */
const virtualPaid: StateText = {
  tone: "wait",
  heading: { zh: "已付款，请准备确认", en: "Paid; your confirmation is next" },
  todo: [
    {
      zh: "款项由支付宝保管。正在通知支付宝发货（虚拟商品），马上就可以在支付宝确认收货；您确认之后，商店就会发放。",
      en: "Alipay keeps the money. Alipay is being told of the (virtual) shipment; confirm it there in a moment, and the shop hands out the goods.",
    },
  ],
};

const confirmVirtual: StateText = {
  tone: "wait",
  heading: { zh: "请在支付宝确认收货，商店随后发放", en: "Please confirm at Alipay; the goods come then" },
  todo: [
    {
      zh: "这是虚拟商品：请打开支付宝，在“账单”里找到这笔交易，点“确认收货”。您确认之后，商店才会收到款项并马上发放。",
      en: "These are virtual goods: open Alipay, find this trade under Bills and confirm the receipt. The shop gets the money then, and hands them out at once.",
    },
    {
      zh: "不想要了，可以在支付宝的同一页面申请退款。",
      en: "If you don't want it any more, ask for a refund on the same page at Alipay.",
    },
  ],
};

/** The seller ships by himself: whether the goods come with that or after the confirmation only he knows. */
const sellerShipsVirtual: StateText = {
  tone: "wait",
  heading: { zh: "已付款，等待卖家发货", en: "Paid; waiting for the seller to ship" },
  todo: [
    {
      zh: "款项由支付宝保管。这家商店自己发货：卖家在支付宝发货之后，您才能确认收货。现在不用做什么。",
      en: "Alipay keeps the money. This shop ships by itself; you can confirm the receipt once it has told Alipay so. Nothing to do now.",
    },
    {
      zh: "如果卖家迟迟不发货，请联系商店，或在支付宝的“账单”里申请退款。",
      en: "If the seller doesn't ship, ask the shop, or ask for a refund under Bills at Alipay.",
    },
  ],
};

const confirmShippedVirtual: StateText = {
  tone: "wait",
  heading: { zh: "卖家已发货，请在支付宝确认收货", en: "Shipped; please confirm at Alipay" },
  todo: [
    {
      zh: "这是虚拟商品，由商店自己发放。请打开支付宝，在“账单”里找到这笔交易，点“确认收货”；您确认之后，商店才会收到款项。",
      en: "These are virtual goods, which the shop hands out itself. Open Alipay, find this trade under Bills and confirm the receipt; the shop gets the money then.",
    },
    {
      zh: "还没有收到商品时，请先问商店是在确认之前还是之后发放；不想要了，可以在支付宝的同一页面申请退款。",
      en: "If you don't have the goods yet, ask the shop first whether they come before or after you confirm. If you don't want them any more, ask for a refund on the same page at Alipay.",
    },
  ],
};

const held: StateText = {
  tone: "wait",
  heading: { zh: "已付款，卖家账户暂时不能收款", en: "Paid; the seller's account can't receive it yet" },
  todo: [
    {
      zh: "您的款项是安全的，请不要重复付款。卖家会看到这个情况并处理。",
      en: "Your money is safe; please don't pay again. The seller can see this and deals with it.",
    },
  ],
};

const closed: StateText = {
  tone: "bad",
  heading: { zh: "未支付，交易已关闭", en: "Not paid; the order is closed" },
  todo: [
    {
      zh: "没有扣款。如果还想购买，请回商店重新下单。",
      en: "No money was taken. To buy it, please order again in the shop.",
    },
  ],
};

const expired: StateText = {
  tone: "bad",
  heading: { zh: "未支付，付款链接已过期", en: "Not paid; the pay link has expired" },
  todo: [
    {
      zh: "没有收到付款。请回商店重新下单或索取新的付款链接。",
      en: "No payment has arrived. Please order again, or ask the shop for a new link.",
    },
    {
      zh: "如果您刚刚已经付款，请保留支付宝账单：到账后本页会自动更新。",
      en: "If you have just paid, keep Alipay's bill: this page updates itself when the money arrives.",
    },
  ],
};

const waiting: StateText = {
  tone: "wait",
  heading: { zh: "正在确认付款", en: "Checking your payment" },
  todo: [
    { zh: "通常几秒钟就有结果，本页会自动更新。", en: "This usually takes seconds; the page updates itself." },
    {
      zh: "如果已经付款，请不要再付一次。如果还没有付款，可以继续支付。",
      en: "If you have paid, don't pay again. If not, you can continue.",
    },
  ],
};

const notPaid: StateText = {
  tone: "wait",
  heading: { zh: "未支付", en: "Not paid yet" },
  todo: [{ zh: "还没有收到付款。", en: "No payment has arrived yet." }],
};

const uncertain: StateText = {
  tone: "wait",
  heading: { zh: "正在核实付款结果", en: "Checking whether the payment went through" },
  todo: [
    {
      zh: "支付宝暂时没有给出明确结果，我们正在查询，请先不要重复付款。本页会自动更新。",
      en: "Alipay has not given a clear answer yet; we keep asking. Please don't pay again for now. This page updates itself.",
    },
  ],
};

const paymentFailed: StateText = {
  tone: "bad",
  heading: { zh: "支付失败", en: "The payment failed" },
  todo: [
    {
      zh: "没有扣款。可以再试一次：同一个订单不会重复收款。",
      en: "No money was taken. It is safe to try again: one order is never charged twice.",
    },
  ],
};

const notOpened: StateText = {
  tone: "bad",
  heading: { zh: "支付失败，没能打开支付宝", en: "The payment failed: Alipay could not be opened" },
  todo: [{ zh: "没有扣款。请稍等片刻再试一次。", en: "No money was taken. Please wait a moment and try again." }],
};

const parameterError: StateText = {
  tone: "bad",
  heading: { zh: "参数错误", en: "Wrong parameters" },
  todo: [
    {
      zh: "没有扣款。商店发给支付宝的信息有误，这不是您的问题。商店能看到这个问题，请联系商店或稍后再试。",
      en: "No money was taken. What the shop sent to Alipay was wrong; it is not your fault. The shop can see the problem: ask them, or try later.",
    },
  ],
};
