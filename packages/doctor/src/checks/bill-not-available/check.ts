// A bill is asked for before it is made, or so late that it is gone.
import type { Check } from "../../check.ts";
import { beijingMs } from "../../order/beijing-ms.ts";
import { requestValues } from "../../order/request-values.ts";

const method = "alipay.data.dataservice.bill.downloadurl.query";
const hour = 3_600_000;
const keptYears = 6;

export const billNotAvailable: Check = {
  cause: "bill-not-available",
  advice: [
    {
      zh: "日账单次日 9 点后、月账单次月 3 日后再下载；当天没有交易时账单为空",
      en: "Fetch a day's bill from 9:00 the next day, a month's from the 3rd; a day without trades has an empty one",
    },
  ],
  needs: [{ zh: "请求里的 bill_date 和请求的时间", en: "the bill_date of the request, and when it was made" }],
  examine(examination) {
    const { nowMs } = examination.context;
    if (nowMs === undefined) return undefined;
    for (const message of examination.requests) {
      const values = requestValues(message);
      const date = values.get("bill_date") ?? "";
      const span = values.get("method") === method ? spanOf(date) : undefined;
      if (span === undefined || (nowMs >= span.readyMs && nowMs <= span.goneMs)) continue;
      const [zh, en] =
        nowMs < span.readyMs
          ? [
              `${date} 的账单还没有生成，要到 ${span.ready}（北京时间）`,
              `the bill of ${date} is not made before ${span.ready} (Beijing)`,
            ]
          : [
              `${date} 的账单已超过 ${keptYears} 年，不再提供`,
              `the bill of ${date} is more than ${keptYears} years old and no longer kept`,
            ];
      return { confidence: "likely", proof: { text: { zh, en: `${en[0]?.toUpperCase()}${en.slice(1)}` } } };
    }
    return undefined;
  },
};

type Span = { readonly readyMs: number; readonly ready: string; readonly goneMs: number };

/** When a day's or a month's bill can be had; undefined where the date is neither. */
function spanOf(date: string): Span | undefined {
  const isMonth = /^\d{4}-\d\d$/u.test(date);
  const startMs = beijingMs(`${date}${isMonth ? "-01" : ""} 00:00:00`);
  if (startMs === undefined || !/^\d{4}-\d\d(?:-\d\d)?$/u.test(date)) return undefined;
  const readyMs = isMonth ? nextMonthMs(date) + 2 * 24 * hour : startMs + 33 * hour;
  const ready = new Date(readyMs + 8 * hour).toISOString().slice(0, 16).replace("T", " ");
  return { readyMs, ready, goneMs: startMs + keptYears * 366 * 24 * hour };
}

function nextMonthMs(month: string): number {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return Date.UTC(year, number, 1) - 8 * hour;
}
