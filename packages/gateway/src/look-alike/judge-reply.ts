// What becomes of a delivery after an old shop's answer: acknowledged, tried again, or a person's to decide.
import type { BilingualText } from "@dedepay/errors";
import { assertNever } from "../assert-never.ts";
import type { DeliveryOutcome, EarlierTry, SiteAnswer } from "../outbox/site-adapter.ts";
import { hopOf } from "../platform/http-failure.ts";
import { unclearAnswer } from "./read-answer.ts";
import type { ForbiddenWhy, Reply } from "./send-message.ts";

const minuteMs = 60_000;
/** Alipay's own gaps: 8 sends in a day. The first is longer than a PHP script may run. */
const gapsMs: readonly number[] = [2, 10, 10, 60, 120, 360, 900].map((minutes) => minutes * minuteMs);

/** Of a try that ended without leaving: it says nothing about the shop. */
export const notSent = "not_alone";

/** Whether a try may have settled the order, though nobody heard so; or did, and a person has it sent again. */
export function maySettled({ why }: EarlierTry): boolean {
  if (why === null || why === "lost" || why === unclearAnswer) return true;
  const [kind = "", code = ""] = why.split(":");
  return /^(?:exchange|too_large|http_[35]\d\d)$/.test(kind) || (kind === "timeout" && hopOf(code) === "exchange");
}

export type Judged = { reply: Reply; earlier: readonly EarlierTry[]; orderNo: string; notifyId: string };

export function judgeReply({ reply, earlier, orderNo, notifyId }: Judged): DeliveryOutcome {
  const { answer, httpStatus, excerpt } = reply;
  const heard: { answer?: SiteAnswer } =
    httpStatus === undefined ? {} : { answer: { httpStatus, ...(excerpt === undefined ? {} : { excerpt }) } };
  const person = (why: string, explanation: BilingualText): DeliveryOutcome => ({
    kind: "needs_person",
    why,
    explanation,
    cause: "old-shop-answer-unclear",
    ...heard,
  });
  switch (answer.kind) {
    case "settled":
      return { kind: "acknowledged", receipt: { notify_id: notifyId, said: answer.said }, ...heard };
    case "already":
      if (earlier.some(maySettled)) {
        return { kind: "acknowledged", receipt: { notify_id: notifyId, said: "已经处理" }, ...heard };
      }
      return person("already_processed", alreadyText(orderNo));
    case "unclear":
      return person(answer.why, unclearText(orderNo, excerpt));
    case "forbidden":
      return person(answer.why, forbiddenText(orderNo, answer.why));
    case "not_reached":
    case "unknown":
      return again(answer.why);
    default:
      return assertNever(answer);
  }

  function again(why: string): DeliveryOutcome {
    const sends = earlier.filter((one) => one.why !== notSent).length + 1;
    const afterMs = gapsMs[sends - 1];
    return afterMs === undefined ? person(why, silentText(orderNo)) : { kind: "retry", why, afterMs, ...heard };
  }
}

function alreadyText(orderNo: string): BilingualText {
  return {
    zh: `网站说订单 ${orderNo} “已经处理”，但网关以前没有通知过它；请核对是谁处理的，再决定重发或标记为已送达`,
    en: `The shop says that order ${orderNo} is processed already, though it was never told before; find out by whom`,
  };
}

function unclearText(orderNo: string, excerpt = ""): BilingualText {
  return {
    zh: `买家已付款，但网站对订单 ${orderNo} 的通知没有回答“支付成功”；它说：“${excerpt || "（空）"}”。请核对后重发或标记为已送达`,
    en: `The buyer has paid; the shop's answer about order ${orderNo} is not clear: "${excerpt || "(empty)"}". Look, then send again or mark as delivered`,
  };
}

function forbiddenText(orderNo: string, why: ForbiddenWhy): BilingualText {
  switch (why) {
    case "key_gone":
      return {
        zh: `订单 ${orderNo} 的密钥已不存在，无法通知网站`,
        en: `The key of order ${orderNo} is gone; the shop can't be told`,
      };
    case "foreign_address":
      return {
        zh: `订单 ${orderNo} 的通知地址不在站点登记的网址之内，没有发送`,
        en: `The address to notify of order ${orderNo} is not at a registered origin of the site; nothing was sent`,
      };
    case "private_address":
      return {
        zh: `订单 ${orderNo} 的通知地址在内网或本机，没有发送；网站确实在那里时，请用 DEDEPAY_EGRESS_ALLOW 放行后重发`,
        en: `The address to notify of order ${orderNo} is private and was not called; where the shop is meant to be there, permit it with DEDEPAY_EGRESS_ALLOW and send it again`,
      };
    default:
      return assertNever(why);
  }
}

function silentText(orderNo: string): BilingualText {
  return {
    zh: `网站一天内没有收下订单 ${orderNo} 的付款通知，请检查网站后重发`,
    en: `For a day the shop has not taken the notification of order ${orderNo}; look at the shop, then send it again`,
  };
}
