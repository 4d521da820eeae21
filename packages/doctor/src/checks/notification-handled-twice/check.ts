// One payment was handed over twice.
import type { Check, Observation } from "../../check.ts";
import type { Examination } from "../../examination.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /Duplicate entry\s+'[^']{1,80}'\s+for key|重复(?:发货|充值|到账|加款|入账|回调)|到账两次|充值(?:了)?两次|(?:通知|回调)(?:重复|多次)(?:处理|执行)?|您的订单已经处理/iu;

export const notificationHandledTwice: Check = {
  cause: "notification-handled-twice",
  advice: [
    {
      zh: "用一条带条件的 UPDATE（WHERE 状态=未付）认领订单，影响行数为 1 才发货；同一 trade_no 的重复通知直接回答 success",
      en: "Claim the order with one conditional UPDATE (… WHERE state = unpaid) and hand out only where it changed one row; answer repeats of the same trade_no with success",
    },
    {
      zh: "TRADE_SUCCESS 之后三个月左右还会有 TRADE_FINISHED 通知，退款也会再通知",
      en: "TRADE_FINISHED follows TRADE_SUCCESS about three months later, and refunds notify again",
    },
  ],
  examine: (examination) => loggedTwice(examination) ?? saidObservation(examination, said),
};

// DedeCMS writes verify_success when it moves an order from unpaid to paid: two for one order are two deliveries of goods.
function loggedTwice(examination: Examination): Observation | undefined {
  const successes = examination
    .pieces("payment_log")
    .flatMap(({ entries }) => entries)
    .filter(({ isSuccess }) => isSuccess);
  const twice = successes.find(
    ({ order }, index) => order !== undefined && successes.findIndex((other) => other.order === order) < index,
  );
  if (twice === undefined) return undefined;
  const times = successes.filter(({ order }) => order === twice.order).map(({ time }) => time);
  return {
    confidence: "likely",
    proof: {
      text: {
        zh: `log.txt 里订单 ${twice.order} 记了 ${times.length} 次 verify_success（${times.join("、")}）：同一笔付款处理了不止一次`,
        en: `log.txt holds verify_success ${times.length} times for ${twice.order} (${times.join(", ")}): one payment was handled more than once`,
      },
    },
  };
}
