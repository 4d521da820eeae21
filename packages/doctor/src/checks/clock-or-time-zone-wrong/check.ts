// The server's clock or zone is off: timestamps of requests are hours away from Beijing time.
import type { Check } from "../../check.ts";
import { beijingMs } from "../../order/beijing-ms.ts";
import { requestValues } from "../../order/request-values.ts";

const tolerated = 10 * 60_000;
const hour = 3_600_000;
const refusals = ["isv.invalid-timestamp", "invalid-timestamp", "missing-timestamp"];

export const clockOrTimeZoneWrong: Check = {
  cause: "clock-or-time-zone-wrong",
  advice: [
    {
      zh: "把服务器时间同步（chrony／ntpdate），时间戳按北京时间（UTC+8）生成：PHP 设 date_default_timezone_set('PRC')",
      en: "Synchronise the server's clock (chrony, ntpdate) and write timestamps in Beijing time (UTC+8): date_default_timezone_set('PRC') in PHP",
    },
  ],
  needs: [{ zh: "出错时的真实时间", en: "the real time of the failure" }],
  examine(examination) {
    const { nowMs } = examination.context;
    if (nowMs === undefined) return undefined;
    for (const message of examination.requests) {
      const stated = beijingMs(requestValues(message).get("timestamp"));
      if (stated === undefined) continue;
      const apart = stated - nowMs;
      if (Math.abs(apart) <= tolerated) continue;
      const hours = Math.round(apart / hour);
      // A whole number of hours is a zone; an old request that somebody kept is neither.
      const isZone = Math.abs(apart - hours * hour) <= tolerated && Math.abs(hours) <= 14;
      if (!isZone && !examination.hasCode(...refusals)) continue;
      const minutes = Math.round(apart / 60_000);
      return {
        confidence: examination.hasCode(...refusals) ? "likely" : "possible",
        proof: {
          text: isZone
            ? {
                zh: `timestamp 与现在相差整 ${hours} 小时：时区不是北京时间`,
                en: `timestamp is ${hours} whole hours from now: the zone is not Beijing's`,
              }
            : { zh: `timestamp 与现在相差 ${minutes} 分钟`, en: `timestamp is ${minutes} minutes from now` },
        },
      };
    }
    return undefined;
  },
};
