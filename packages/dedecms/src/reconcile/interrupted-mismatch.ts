// A delivery that broke in its middle: how far it came, and what finishes it.
import type { BookedDelivery, BookedPayment, SiteOrder, UnnamedCard } from "@dedepay/gateway";
import { assertNever } from "../assert-never.ts";
import { type Interruption, readInterruption } from "../database/interruption.ts";
import { repairKinds } from "../database/repair-order.ts";
import { type InterruptionVerdict, judgeInterruption } from "./judge-interruption.ts";
import type { Mismatch } from "./mismatch.ts";
import { sqlToGive, sqlToMark } from "./sql-by-hand.ts";

const brokenWords: readonly string[] = ["interrupted", "interrupted_unclear", "half_done"];

export type Broken = {
  readonly payment: BookedPayment;
  readonly order: SiteOrder;
  readonly grant: BookedDelivery;
  readonly cards: readonly UnnamedCard[];
  readonly canRepair: boolean;
};

/** Undefined where the delivery did not break, or all of it is done. */
export function interruptedMismatch(broken: Broken): Mismatch | undefined {
  const { payment, order, grant } = broken;
  if (grant.status !== "parked" || !brokenWords.includes(grant.why ?? "")) return undefined;
  const interruption = readInterruption(grant.answer);
  return {
    kind: "half_done",
    orderNo: order.order_no,
    paymentId: payment.id,
    bookedFen: BigInt(payment.amount_fen),
    storedFen: BigInt(order.amount_fen),
    ...words(verdictOf(broken, interruption), { ...broken, interruption }),
  };
}

/** A card is told by the stock: sold, and named by no order. */
function verdictOf({ order, cards }: Broken, interruption: Interruption | undefined): InterruptionVerdict {
  if (interruption?.what !== "card") return judgeInterruption(interruption, order);
  if (order.settled) return "complete";
  return cards.some(({ card }) => card === interruption.card) ? "given_only" : "untouched";
}

type Told = Pick<Mismatch, "what" | "repair" | "todo">;

function words(
  verdict: InterruptionVerdict,
  broken: Broken & { readonly interruption: Interruption | undefined },
): Told {
  const { payment, order, grant, canRepair, interruption } = broken;
  const resend = { kind: "resend", deliveryId: grant.id } as const;
  const byHand = interruption && { orderNo: order.order_no, interruption, mark: payment.id.slice(-8) };
  switch (verdict) {
    case "untouched":
      return {
        what: {
          zh: "数据库断开时什么都还没写：买家没有得到，订单没有标记",
          en: "nothing was written when the database broke: neither given nor marked",
        },
        repair: { does: resend, text: { zh: "重新发放", en: "hand it out anew" } },
      };
    case "complete":
      return {
        what: {
          zh: "发放和标记其实都做完了，只差网关还不知道",
          en: "all of it was done; only the gateway does not know",
        },
        repair: {
          does: resend,
          text: { zh: "重新通知，网站会回答早已完成", en: "tell again; the shop says it is done" },
        },
      };
    case "given_only": {
      const what = {
        zh: "已经给了买家，但订单没有标记：再发一次就会给两份",
        en: "the buyer has it and the order does not say so: handing out again would give it twice",
      };
      // Over the database the gateway knows what was there before, and only marks the order.
      if (canRepair)
        return { what, repair: { does: resend, text: { zh: "只补标记", en: "make the mark, nothing else" } } };
      return { what, todo: runByHand(byHand && sqlToMark(byHand), "不要重新发送，先", "do not send it again; first ") };
    }
    case "marked_only": {
      const what = {
        zh: "订单已标记发放，买家却没有得到",
        en: "the order is marked as handed out and the buyer has nothing of it",
      };
      if (!canRepair || interruption === undefined)
        return { what, todo: runByHand(byHand && sqlToGive(byHand), "", "") };
      const repair = { orderNo: order.order_no, kind: repairKinds.give, detail: interruption };
      return {
        what,
        repair: { does: { kind: "order", repair }, text: { zh: "补发给买家", en: "give it to the buyer" } },
      };
    }
    case "unclear":
      return {
        what: {
          zh: "数据库在发放中途断开，会员的数据之后又变过，看不出给了没有",
          en: "the database broke while handing out, and the member's row has changed since: it can't be told",
        },
        todo: {
          zh: "核对会员的金币、等级和消费记录；没给过，就让网关重新发送这条通知；给过，就在后台把订单标为完成",
          en: "look at the member's gold, rank and spending; not given: have the delivery sent again; given: mark the order as done",
        },
      };
    default:
      return assertNever(verdict);
  }
}

function runByHand(sql: string | undefined, beforeZh: string, beforeEn: string): Mismatch["todo"] {
  if (sql === undefined) return { zh: `${beforeZh}请人核对`, en: `${beforeEn}have somebody look` };
  return {
    zh: `${beforeZh}在 phpMyAdmin 里执行（表前缀按网站的改）：${sql} 然后让网关重新发送这条通知`,
    en: `${beforeEn}run in phpMyAdmin (with the shop's prefix): ${sql} Then have the delivery sent again`,
  };
}
