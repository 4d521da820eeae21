// Whether a merchant answered a scenario's notifications as a sound one does. It sees answers only: what was delivered or
// booked is the merchant's own affair.

import type { Scenario } from "../scenarios/scenario.ts";
import type { Exchange } from "../world/exchange-log.ts";

export interface ScenarioVerdict {
  ok: boolean;
  zh: string;
  en: string;
}

/** Judges the exchanges which happened while the scenario was played. */
export function judgeAnswers(
  scenario: Pick<Scenario, "acknowledgement">,
  exchanges: readonly Pick<Exchange, "kind" | "result">[],
): ScenarioVerdict {
  const sent = exchanges.filter(({ kind }) => kind === "notification");
  const acknowledged = sent.filter(({ result }) => result === "ok").length;
  if (sent.length === 0) {
    return { ok: true, zh: "到现在没有发出通知。", en: "No notification has been sent so far." };
  }
  if (scenario.acknowledgement === "wrong" && acknowledged > 0) {
    return {
      ok: false,
      zh: "商户对不该相信的通知回了 success。",
      en: "The merchant answered success to a notification which it must not believe.",
    };
  }
  if (scenario.acknowledgement === undefined && acknowledged < sent.length) {
    return {
      ok: false,
      zh: `${sent.length} 次通知里有 ${sent.length - acknowledged} 次没有得到 success，会按计划重发。`,
      en: `${sent.length - acknowledged} of ${sent.length} sends got no success and will be repeated on schedule.`,
    };
  }
  return {
    ok: true,
    zh: `发出 ${sent.length} 次通知，${acknowledged} 次得到 success，符合预期。`,
    en: `${sent.length} sends, ${acknowledged} of them acknowledged, as expected.`,
  };
}
