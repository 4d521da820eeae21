// What the reader should conclude from what a merchant did while a scenario was played. It sees answers and calls only: what
// was booked or handed out is the merchant's own affair.
import type { BothLanguages, Scenario } from "../scenarios/scenario.ts";
import type { Exchange } from "../world/exchange-log.ts";

export interface ScenarioVerdict extends BothLanguages {
  ok: boolean;
}

type Seen = Pick<Exchange, "kind" | "result" | "service"> & Partial<Pick<Exchange, "deserves">>;

/** Calls by which a merchant shows that he takes an order for paid, or its money for his own. */
const committing = new Set(["send_goods_confirm_by_platform"]);

/** Judges the exchanges which happened while the scenario was played. */
export function scenarioVerdict(scenario: Pick<Scenario, "next">, exchanges: readonly Seen[]): ScenarioVerdict {
  const sent = exchanges.filter(({ kind }) => kind === "notification");
  const count = (result: string): number => sent.filter((one) => one.result === result).length;
  const wrongs = [
    count("believed") > 0 ? believed : undefined,
    settledWrongly(exchanges) ? shipped : undefined,
    count("not_acknowledged") > 0 ? refused(count("not_acknowledged"), sent.length) : undefined,
  ].filter((one) => one !== undefined);
  if (wrongs.length > 0) return { ok: false, ...joined(wrongs) };
  const calls = exchanges.filter(({ kind }) => kind === "call");
  const seen = [sent.length === 0 ? nothingSent : answered(sent.length, count("ok"))];
  if (calls.length > 0) seen.push(called(calls));
  return { ok: true, ...joined(scenario.next === undefined ? seen : [...seen, nextStep]) };
}

/** Whether a committing call followed a notification which nobody may act on, with no good one before it. */
function settledWrongly(exchanges: readonly Seen[]): boolean {
  const first = exchanges.findIndex(({ kind }) => kind === "notification");
  if (first < 0 || exchanges[first]?.deserves === "success") return false;
  const followed = exchanges.slice(first);
  const good = followed.findIndex(({ kind, deserves }) => kind === "notification" && deserves === "success");
  return followed
    .slice(0, good < 0 ? undefined : good)
    .some(({ kind, service, result }) => kind === "call" && committing.has(service) && result === "ok");
}

const believed: BothLanguages = {
  zh: "商户对验签不过的通知回了 success：它没有验签，任何人都能伪造付款。",
  en: "The merchant answered success to a notification whose signature does not hold: anybody can forge a payment.",
};

const shipped: BothLanguages = {
  zh: "商户在内容不符的通知之后发了货。",
  en: "The merchant shipped after a notification which does not fit the order.",
};

function refused(count: number, all: number): BothLanguages {
  return {
    zh: `${all} 次正当的通知里有 ${count} 次没有得到 success（重复的也要回 success），会按计划重发。`,
    en: `${count} of ${all} honest sends got no success (a repeated one deserves it too) and will be repeated on schedule.`,
  };
}

const nothingSent: BothLanguages = { zh: "这个场景到现在没有发通知。", en: "No notification has been sent so far." };

function answered(all: number, acknowledged: number): BothLanguages {
  return {
    zh: `发出 ${all} 次通知，${acknowledged} 次得到 success，商户的回答没有错；有没有发货要看商户自己的订单。`,
    en: `${all} sends, ${acknowledged} acknowledged; the answers are right. What was handed out, the merchant's own orders tell.`,
  };
}

function called(calls: readonly Seen[]): BothLanguages {
  const services = [...new Set(calls.map(({ service }) => service))].join(", ");
  return { zh: `商户调用了 ${services}。`, en: `The merchant called ${services}.` };
}

const nextStep: BothLanguages = { zh: "还要看下一步。", en: "The next step tells the rest." };

function joined(parts: readonly BothLanguages[]): BothLanguages {
  return { zh: parts.map(({ zh }) => zh).join(""), en: parts.map(({ en }) => en).join(" ") };
}
