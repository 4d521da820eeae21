// alipay.data.dataservice.bill.downloadurl.query: the address of a bill made from the simulated trades.
import { sellerMovements } from "../../bill/seller-movements.ts";
import { encodeForm } from "../../wire/percent-encode.ts";
import { bizText, type OpenapiCall } from "../openapi-call.ts";
import { type OpenapiRefusal, openapiRefuse } from "../openapi-refusal.ts";
import { successNode } from "../signed-reply.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export function billAddress(call: OpenapiCall): Record<string, unknown> | OpenapiRefusal {
  const { app, request, simulation } = call;
  const type = bizText(call, "bill_type");
  if (type !== "trade" && type !== "signcustomer") {
    return openapiRefuse("40004", "TYPE_NOT_SUPPORTED", {
      zh: `账单类型 ${type} 没有开通；模拟器有 trade 和 signcustomer。`,
      en: `The bill type ${type} is not opened; the simulator has trade and signcustomer.`,
    });
  }
  const asked = bizText(call, "bill_date");
  const period = periodOf(asked);
  if (period === undefined) {
    return openapiRefuse("40002", "isv.invalid_arguments", {
      zh: `bill_date=${asked} 不是日期（yyyy-MM-dd）或月份（yyyy-MM）。`,
      en: `bill_date=${asked} is no day (yyyy-MM-dd) and no month (yyyy-MM).`,
    });
  }
  const nowMs = simulation.clock.nowMs();
  if (nowMs < period.readyMs) {
    return openapiRefuse("40004", "isp.bill_not_exist", {
      zh: "账单还没有生成：日账单次日 9 点以后有，月账单下月 3 日以后有。",
      en: "The bill does not exist yet: a day's from 09:00 of the next, a month's from the third day after.",
    });
  }
  const date = asked.replaceAll("-", "");
  const { fromMs, toMs } = period;
  const token = simulation.billDesk.issue({ type, sellerId: app.sellerId, date, fromMs, toMs }, nowMs);
  const fields: ReadonlyArray<readonly [string, string]> = [
    ["bizType", type === "trade" ? "trade" : "fnd"],
    ["userId", `${app.sellerId}0156`],
    ["fileType", "csv.zip"],
    ["bizDates", date],
    ["downloadFileName", `${app.sellerId}0156_${date}.csv.zip`],
    ["fileId", `/${type}/${app.sellerId}0156/${date}.csv.zip`],
    ["timestamp", String(nowMs)],
    ["token", token],
  ];
  const moved = sellerMovements(simulation, app.sellerId, toMs).some(({ atMs }) => atMs >= fromMs);
  return successNode({
    // The file has a head and no rows.
    bill_file_code: moved ? undefined : "EMPTY_DATA_WITH_BILL_FILE",
    bill_download_url: `${request.origin}/downloadBillFile.resource?${encodeForm(fields, "utf-8")}`,
  });
}

/** The time which a bill covers, in Beijing, and when it is ready; undefined for what is no date. */
function periodOf(text: string): { fromMs: number; toMs: number; readyMs: number } | undefined {
  const parts = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(text);
  const [year, month, day] = [Number(parts?.[1]), Number(parts?.[2]), Number(parts?.[3] ?? 1)];
  const startMs = Date.UTC(year, month - 1, day);
  if (parts === null || !new Date(startMs).toISOString().startsWith(text)) return undefined;
  const fromMs = startMs - 8 * hourMs;
  if (parts[3] !== undefined) return { fromMs, toMs: fromMs + dayMs, readyMs: fromMs + dayMs + 9 * hourMs };
  const toMs = Date.UTC(year, month, 1) - 8 * hourMs;
  return { fromMs, toMs, readyMs: toMs + 2 * dayMs };
}
