// Causes which the gateway's own log names: its doctor had the message and the keys at hand when it wrote them.
import type { Finding } from "./diagnosis.ts";
import type { Examination } from "./examination.ts";
import { precedence } from "./precedence.ts";

export function findingsFromOwnLog(examination: Examination, known: readonly Finding[]): readonly Finding[] {
  const seen = new Set(known.map(({ cause }) => cause));
  const diagnosed = examination.pieces("own_log").flatMap((piece) => piece.diagnosed);
  return precedence.flatMap(({ cause, advice }): Finding[] => {
    const times = diagnosed.filter(({ causes }) => causes[0] === cause);
    const last = times.at(-1);
    if (last === undefined || seen.has(cause)) return [];
    return [
      {
        cause,
        confidence: "likely",
        proof: {
          text: {
            zh: `网关日志里诊断过 ${times.length} 次，最近一次 ${last.time}；详情在控制台的事件里`,
            en: `The gateway's log has diagnosed it ${times.length} times, last at ${last.time}; the incident in the console tells more`,
          },
        },
        fix: advice,
      },
    ];
  });
}
