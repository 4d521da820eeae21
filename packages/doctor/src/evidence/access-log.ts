// Lines of an nginx or Apache access log in the common or combined format.
import type { AccessLogEntry } from "./piece.ts";

const combined =
  /^(?:[\w.:-]+ )?(\S+) \S+ \S+ \[([^\]]{1,40})\] "([A-Z]{3,10}) (\S{1,8000})(?: HTTP\/[\d.]+)?" (\d{3}) (\d+|-)(?: "[^"]*" "([^"]{0,400})")?/u;

/** The entry of one line; undefined where it is no such line. */
export function readAccessLogLine(text: string, line: number): AccessLogEntry | undefined {
  const match = combined.exec(text);
  if (match === null) return undefined;
  const [, address = "", time = "", method = "", target = "", status = "", bytes = "", userAgent] = match;
  return {
    line,
    address,
    time,
    method,
    target,
    status: Number(status),
    bytes: bytes === "-" ? undefined : Number(bytes),
    ...(userAgent === undefined ? {} : { userAgent }),
  };
}

/** Whether the entry has to do with paying: a notify address, or parameters of Alipay's. */
export function concernsPayment({ target, userAgent }: AccessLogEntry): boolean {
  return (
    /notify|alipay|carbuyaction|payment|\/pay\b|callback|paygw/iu.test(target) ||
    /[?&](?:out_trade_no|trade_no|notify_id)=/u.test(target) ||
    userAgent === "Mozilla/4.0"
  );
}
