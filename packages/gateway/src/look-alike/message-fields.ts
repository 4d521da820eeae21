// What every notification and every return says of itself.
import { beijingTime } from "@dedepay/alipay";

export function messageFields(notifyId: string, nowMs: number): Record<string, string> {
  return { notify_type: "trade_status_sync", notify_id: notifyId, notify_time: beijingTime(nowMs) };
}
