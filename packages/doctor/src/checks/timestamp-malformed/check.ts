// A time is not written as yyyy-MM-dd HH:mm:ss.
import type { Check } from "../../check.ts";
import { requestValues } from "../../order/request-values.ts";
import { saidObservation } from "../said-observation.ts";

const names = ["timestamp", "time_expire", "refund_date", "gmt_start_time", "gmt_end_time"];

// An encoding too many is another mistake, with a check of its own: the time itself is well written.
function undone(value: string): string {
  return value
    .replaceAll("+", " ")
    .replace(/%(20|3A)/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

export const timestampMalformed: Check = {
  cause: "timestamp-malformed",
  advice: [
    {
      zh: "时间写成 yyyy-MM-dd HH:mm:ss（月、日、时、分、秒都补足两位，24 小时制，北京时间）",
      en: "Write times as yyyy-MM-dd HH:mm:ss: two digits each, 24 hours, Beijing time",
    },
  ],
  examine(examination) {
    for (const message of examination.requests) {
      const values = requestValues(message);
      const altered = examination.alteredFields(message);
      for (const name of names.filter((one) => !altered.has(one))) {
        const written = values.get(name);
        const value = written === undefined ? undefined : undone(written);
        if (value === undefined || value === "" || /^\d{4}-[01]\d-[0-3]\d [0-2]\d:[0-5]\d:[0-5]\d$/u.test(value))
          continue;
        // time_expire may stop at the minute.
        if (name !== "timestamp" && /^\d{4}-[01]\d-[0-3]\d [0-2]\d:[0-5]\d$/u.test(value)) continue;
        const shown = JSON.stringify((written ?? value).slice(0, 40));
        return { confidence: "proven", proof: { text: { zh: `${name} 是 ${shown}`, en: `${name} is ${shown}` } } };
      }
    }
    // A time that was seen and is well formed is wrong in another way.
    if (examination.requests.some((message) => requestValues(message).has("timestamp"))) return undefined;
    return saidObservation(examination, /isv\.invalid-timestamp|非法的时间戳参数/u);
  },
};
