// Values that are times by their name: their form is known, so that what changed them can be told.
import { percentDecode } from "../evidence/byte-text.ts";

const time = /^\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?(?:\.\d{1,3})?$/u;

export function isTimeName(name: string): boolean {
  return /^(?:gmt_\w+|notify_time|timestamp|send_pay_date|refund_date)$/u.test(name);
}

/** A time in percent signs. */
export function isUrlEncodedTime(value: string): boolean {
  return !time.test(value) && time.test(percentDecode(value, true));
}
