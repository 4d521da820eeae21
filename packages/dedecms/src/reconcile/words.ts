// How each mismatch is told, and what a yes would do about it.
import type { BilingualText } from "@dedepay/errors";
import type { BookedDelivery, BookedPayment, SiteOrder, SiteRepair, UnnamedCard } from "@dedepay/gateway";
import type { Mismatch } from "./mismatch.ts";

type About = Pick<Mismatch, "orderNo" | "paymentId" | "bookedFen" | "storedFen">;

function about(payment: BookedPayment | undefined, order: SiteOrder | undefined): About {
  return {
    orderNo: order?.order_no ?? payment?.order_no ?? null,
    paymentId: payment?.id ?? null,
    bookedFen: payment === undefined ? null : BigInt(payment.amount_fen),
    storedFen: order === undefined ? null : BigInt(order.amount_fen),
  };
}

function resend({ id }: BookedDelivery): Mismatch["repair"] {
  return { does: { kind: "resend", deliveryId: id }, text: { zh: "重新发送付款结果", en: "send the result again" } };
}

/** A statement in the shop's database, or for an owner to run. */
function inDatabase(repair: SiteRepair | string, text: BilingualText): Pick<Mismatch, "repair" | "todo"> {
  if (typeof repair !== "string") return { repair: { does: { kind: "order", repair }, text } };
  return {
    todo: {
      zh: `${text.zh}，在 phpMyAdmin 里执行（表前缀按网站的改）：${repair}`,
      en: `${text.en}; in phpMyAdmin, with the shop's prefix: ${repair}`,
    },
  };
}

export function orderGone(payment: BookedPayment, grant: BookedDelivery | undefined): Mismatch {
  if (grant?.status === "done") {
    return {
      kind: "total_differs",
      ...about(payment, undefined),
      what: { zh: "发放之后，订单在网站里被删除了", en: "the order was deleted after it was delivered" },
    };
  }
  return {
    kind: "paid_not_delivered",
    ...about(payment, undefined),
    what: { zh: "钱已收到，网站里没有这张订单", en: "the money came, and the shop does not have the order" },
    repair: grant && resend(grant),
    todo: {
      zh: "先联系买家：在网站里按原订单号补建订单，再重新发送；或者退款",
      en: "ask the buyer: make the order again under its number and send the result, or refund",
    },
  };
}

export function doubledOrder(order: SiteOrder, payment: BookedPayment | undefined): Mismatch {
  return {
    kind: "doubled",
    ...about(payment, order),
    what: {
      zh: `网站里有 ${order.rows} 张同号订单，收到钱也不会发放`,
      en: `the shop has ${order.rows} orders of this number; nothing is handed out for it`,
    },
    todo: {
      zh: "在后台删掉多余的一张，留下买家真正要的；已付款的再让网关重新发送",
      en: "delete the wrong one in the back office; where it is paid, have the result sent again",
    },
  };
}

export function paidNotDelivered(
  payment: BookedPayment,
  order: SiteOrder,
  grant: BookedDelivery | undefined,
): Mismatch {
  const common = about(payment, order);
  if (grant === undefined) {
    return {
      kind: "paid_not_delivered",
      ...common,
      what: { zh: "账上已付款，却没有要送的通知", en: "paid in our books, and nothing is owed to the shop" },
      todo: { zh: "把支付编号交给维护网关的人", en: "tell who looks after the gateway" },
    };
  }
  const { status, why } = grant;
  if (status === "done") {
    return {
      kind: "paid_not_delivered",
      ...common,
      what: {
        zh: "网站确认过收下，现在订单又是未付款：可能被人改回，也可能删除后用旧号重建",
        en: "the shop acknowledged it, and the order is unpaid again: set back by somebody, or deleted and made anew",
      },
      todo: {
        zh: "查清楚再决定：确实没发货，就在后台把订单标为已付款",
        en: "find out first; where nothing was shipped, mark the order as paid in the back office",
      },
    };
  }
  if (status === "parked" || status === "dead") {
    return {
      kind: "paid_not_delivered",
      ...common,
      what: {
        zh: status === "parked" ? `网站拒绝发放，等人处理：${why}` : `网站三天没有收下通知：${why}`,
        en: status === "parked" ? `left to a person: ${why}` : `given up after three days: ${why}`,
      },
      repair: resend(grant),
      todo: { zh: "先按原因改好订单，再重新发送", en: "mend the order first, then send the result again" },
    };
  }
  return {
    kind: "on_its_way",
    ...common,
    what: {
      zh: why === null ? "刚付款，正在送往网站" : `正在重试，上一次：${why}`,
      en: why === null ? "just paid, on its way" : `being tried again; last: ${why}`,
    },
  };
}

export function closedWithoutUs(payment: BookedPayment, order: SiteOrder, grant: BookedDelivery | undefined): Mismatch {
  const other = order.mark !== null;
  return {
    kind: "paid_not_delivered",
    ...about(payment, order),
    what: other
      ? {
          zh: "订单已按另一笔付款发放过，这一笔没有发放",
          en: "the order was handed out for another payment, not for this one",
        }
      : {
          zh: "订单被人标为完成，没有我们的发放记录：买家可能没有得到",
          en: "marked as done by somebody, without a trace of what was handed out",
        },
    repair: grant !== undefined && grant.status !== "done" ? resend(grant) : undefined,
    todo: {
      zh: "核对买家是否得到：没有，就在数据库里把订单的 sta 改回 1 再重新发送；得到了，就退掉多付的一笔或不处理",
      en: "see whether the buyer has it: if not, set the order's sta back to 1 and send the result again; if so, refund what was paid twice",
    },
  };
}

export function cardInStock(payment: BookedPayment, order: SiteOrder, repair: SiteRepair | string): Mismatch {
  return {
    kind: "card_could_be_sold_again",
    ...about(payment, order),
    what: {
      zh: "买家已拿到的点卡在库存里仍是未售，会再卖给别人",
      en: "the card that the buyer was given is still in stock and would be sold again",
    },
    ...inDatabase(repair, { zh: "把这张卡标为已售", en: "mark the card as sold" }),
  };
}

export function cardWithoutOrder({ card, member }: UnnamedCard): Mismatch {
  return {
    kind: "card_sold_without_order",
    orderNo: null,
    paymentId: null,
    bookedFen: null,
    storedFen: null,
    what: {
      zh: `点卡记录 ${card} 标为卖给会员 ${member}，但没有订单写着它`,
      en: `card record ${card} is marked as sold to member ${member}, and no order names it`,
    },
    todo: {
      zh: "原插件在两步之间中断，或有人手工改过：核对后作废，或放回库存",
      en: "an earlier plugin stopped between two steps, or somebody changed it: void it, or put it back",
    },
  };
}

export function notShipped(payment: BookedPayment, order: SiteOrder): Mismatch {
  return {
    kind: "not_shipped_at_alipay",
    ...about(payment, order),
    what: {
      zh: "担保交易：网站已发货，支付宝还在等发货，到期会退款给买家",
      en: "escrow: shipped in the shop, Alipay still waits and will refund when the time is over",
    },
    repair: {
      does: { kind: "ship", paymentId: payment.id, carrier: order.carrier ?? "快递" },
      text: { zh: "告诉支付宝已发货", en: "tell Alipay that it is shipped" },
    },
  };
}

export function notTold(payment: BookedPayment, delivery: BookedDelivery): Mismatch {
  return {
    kind: "not_told",
    ...about(payment, undefined),
    what: {
      zh: `网站没有收下 ${delivery.type}：${delivery.why ?? delivery.status}`,
      en: `the shop has not taken ${delivery.type}: ${delivery.why ?? delivery.status}`,
    },
    repair: resend(delivery),
  };
}

export function deliveredNotPaid(
  order: SiteOrder,
  payment: BookedPayment | undefined,
  o: { readonly unmark: SiteRepair | string | undefined; readonly notAsked: string | undefined },
): Mismatch {
  const common = { kind: "delivered_not_paid", ...about(payment, order) } as const;
  if (payment === undefined) {
    const goods = order.product === "goods" ? "physical" : "virtual";
    return {
      ...common,
      what:
        order.mark === null
          ? {
              zh: "网关没有这笔付款：可能是后台手工标记、别的付款方式，或接入前付的",
              en: "the gateway knows no payment: marked by hand, paid another way, or before the shop was connected",
            }
          : {
              zh: "订单写着由网关发放，网关账上却没有这笔付款：账本是否恢复过旧备份？",
              en: "the order says that the gateway delivered it, and our books know nothing: was an old back-up restored?",
            },
      repair: {
        does: { kind: "ask_alipay", orderNo: order.order_no, amountFen: BigInt(order.amount_fen), goods },
        text: { zh: "记入账本，并问支付宝有没有付过", en: "take it into the books and ask Alipay" },
      },
    };
  }
  return {
    ...common,
    what:
      o.notAsked === undefined
        ? {
            zh: `账上没有付款（${payment.state}），刚问过支付宝也没有，网站却已发放`,
            en: `unpaid in our books (${payment.state}), and Alipay, asked just now, knows of no payment either`,
          }
        : {
            zh: `账上没有付款（${payment.state}），网站却已发放；没能问到支付宝（${o.notAsked}）`,
            en: `unpaid in our books (${payment.state}); Alipay could not be asked (${o.notAsked})`,
          },
    ...(o.unmark === undefined
      ? {
          todo: {
            zh: "是后台误操作还是被人钻了空子？已发的货和点数由人决定是否收回",
            en: "a mistake in the back office, or a hole? What was handed out is taken back by a person or not at all",
          },
        }
      : inDatabase(o.unmark, { zh: "改回未付款，不要发货", en: "set it back to unpaid; do not ship" })),
  };
}

/** Undefined where they are equal. `isRounded`: the column can't hold the fen of such a total. */
export function amountsDiffer(payment: BookedPayment, order: SiteOrder, isRounded: boolean): Mismatch | undefined {
  if (payment.amount_fen === order.amount_fen) return undefined;
  return {
    kind: "total_differs",
    ...about(payment, order),
    what: isRounded
      ? {
          zh: "总价太大，数据库的 float 存不下分：以网关账上的为准，不用处理",
          en: "the column can't hold the fen of such a total; our books have what was paid",
        }
      : {
          zh: "付款之后订单总价被改过（漏洞 V3）：以网关账上的为准",
          en: "the total was rewritten after it was paid (V3); our books have what was paid",
        },
  };
}
