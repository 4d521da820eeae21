// What a site says when it has a delivery and may not act on it: one word, which decides what the owner reads. The words are
// published in docs/site-api.md; a site may use others of its own.
import type { BilingualText } from "@dedepay/errors";
import type { DeliveryOutcome, SiteAnswer } from "./site-adapter.ts";

type Known = BilingualText & { cause?: string };

const known: Readonly<Record<string, Known>> = {
  order_missing: {
    cause: "order-missing-when-paid",
    zh: "买家付了款，但网站里已没有这张订单：请补建订单后重发，或退款",
    en: "A buyer paid, and the site does not have the order any more: make it again and send this on, or refund",
  },
  order_doubled: {
    cause: "order-missing-when-paid",
    zh: "买家付了款，但网站里有两张同号的订单：请核对后只留一张再重发",
    en: "A buyer paid, and the site has two orders of that number: keep the right one and send this on",
  },
  amount_differs: {
    cause: "notified-amount-differs-from-order",
    zh: "买家付的金额与网站里的订单金额不同，未发货：请核对",
    en: "The buyer paid another amount than the order's; nothing was handed out",
  },
  goods_differ_from_total: {
    zh: "订单总价与订单里的商品不符，可能被人改低了价格，未发货：请核对",
    en: "The order's total does not fit the goods in it, perhaps somebody lowered it; nothing was handed out",
  },
  order_newer_than_payment: {
    zh: "网站里的订单比这笔付款还新，可能是删除后用旧订单号重建的，未发货：请核对",
    en: "The site's order is younger than this payment, perhaps deleted and made again; nothing was handed out",
  },
  order_reset_after_payment: {
    zh: "这张订单收到过付款，现在又变回未付款，未再次发货：请核对",
    en: "This order had been paid and is unpaid again; nothing was handed out a second time",
  },
  finished_before_payment: {
    zh: "订单在收到付款之前就已被标为发货或完成：请核对是否真的发了货",
    en: "The order was marked as shipped or finished before its money came; look whether it was shipped",
  },
  closed_without_fulfilment: {
    zh: "充值或升级订单已被人标为完成，但没有发放记录：请核对买家是否收到",
    en: "A top-up or upgrade was marked as done by somebody, with no trace of what was handed out",
  },
  half_done_before_changeover: {
    zh: "原来的插件处理这张订单时中断，可能已发放也可能没有：请核对后处理",
    en: "The earlier plugin stopped in the middle of this order: perhaps it handed something out, perhaps not",
  },
  interrupted: {
    zh: "网站的数据库在发放中途断开，可能已发一半：先用 dedepay dedecms reconcile 核对，再重新发送",
    en: "The shop's database broke in the middle of handing out, perhaps half of it is done: compare by dedepay dedecms reconcile before it is sent on",
  },
  interrupted_unclear: {
    zh: "中途断开的发放看不出做到了哪一步（会员的数据之后又变过），未再发放：请核对会员的金币和等级",
    en: "It can't be told how far a broken fulfilment came, the member's row has changed since; nothing more was handed out",
  },
  half_done: {
    zh: "订单已写明发放，会员却没有收到：用 dedepay dedecms reconcile 补发",
    en: "The order says that it was handed out and the member does not have it: dedepay dedecms reconcile makes up for it",
  },
  rank_would_fall: {
    zh: "会员现有等级更高且未到期，升级会变成降级，未处理：请与买家商量",
    en: "The member has a better rank that still runs, and would lose it; nothing was changed",
  },
  gold_would_overflow: {
    zh: "会员的金币加上这一笔会超出数据库字段的上限，未发放：请核对",
    en: "The member's gold would not fit into its column; nothing was handed out",
  },
};

/** A word that a site's JSON answer holds as `outcome`; anything longer or stranger is none. */
export function outcomeWord(body: Uint8Array): string | undefined {
  try {
    const answer: unknown = JSON.parse(Buffer.from(body).toString("utf8"));
    const word = typeof answer === "object" && answer !== null && "outcome" in answer ? answer.outcome : undefined;
    return isOutcomeWord(word) ? word : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function isOutcomeWord(word: unknown): word is string {
  return typeof word === "string" && /^[a-z][a-z0-9_]{0,59}$/.test(word);
}

/** Undefined where this status is no refusal for good: then the site is asked again as usual. */
export function siteRefusal(
  httpStatus: number,
  word: string | undefined,
  answer: SiteAnswer,
): DeliveryOutcome | undefined {
  if ((httpStatus !== 409 && httpStatus !== 422) || word === undefined) return undefined;
  const { cause, ...explanation } = (Object.hasOwn(known, word) ? known[word] : undefined) ?? {
    zh: `网站收到了付款结果，但需要人工处理（${word}）`,
    en: `The site has the delivery, and a person has to look (${word})`,
  };
  return { kind: "needs_person", why: word, explanation, answer, ...(cause === undefined ? {} : { cause }) };
}
