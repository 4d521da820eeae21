// A moment as people here read it: Beijing's clock, with the zone shown.
import { beijingTime } from "@dedepay/alipay";

export function beijingText(ms: number): string {
  return `${beijingTime(ms)} 北京时间 (UTC+8)`;
}
