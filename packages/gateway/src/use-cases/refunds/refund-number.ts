// The number under which Alipay knows a refund, and the Beijing day on whose account it stands.
import { beijingTime } from "@dedepay/alipay";

/** yyyyMMdd in Beijing. */
export function beijingDay(nowMs: number): string {
  return beijingTime(nowMs).slice(0, 10).replaceAll("-", "");
}

/** OpenAPI: our id, the same for ever. MAPI: the day and a serial out of our id, because batch_no must carry today's date. */
export function refundRequestNo(refundId: string, way: string, nowMs: number): string {
  if (way === "openapi") return refundId;
  return `${beijingDay(nowMs)}${refundId.slice(-20).toUpperCase()}`;
}
