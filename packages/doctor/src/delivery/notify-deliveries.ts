// What Alipay's notifier met: its requests in an access log, or one answer of the notify address.
import { readableText } from "../evidence/byte-text.ts";
import type { AccessLogEntry, ProbeKind } from "../evidence/piece.ts";
import type { Examination } from "../examination.ts";

export type Delivery = {
  readonly status: number;
  /** Where it was seen, for people. */
  readonly where: { readonly zh: string; readonly en: string };
  readonly entry?: AccessLogEntry;
  readonly location?: string;
  /** Decoded text of the answer's body. */
  readonly body?: string;
  /** Of the answer, in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes of the body, one character each. */
  readonly bytes?: string;
  /** It answers a forged notification of ours: refusing is right. */
  readonly probe?: ProbeKind;
};

const notifyPath = /notify|carbuyaction|alipay|paygw|callback/iu;
// Alipay's notifier calls itself this; browsers add more.
const notifierAgent = /^(?:Mozilla\/4\.0|-)?$/u;

/** Deliveries in the order of the log, then the answer. */
export function notifyDeliveries(examination: Examination): readonly Delivery[] {
  const logged = examination.pieces("access_log").flatMap(({ entries }) =>
    entries.filter(isDelivery).map((entry): Delivery => {
      const place = `${entry.method} ${entry.target.split("?")[0]?.slice(0, 120) ?? ""}`;
      return {
        status: entry.status,
        entry,
        where: { zh: `日志 ${entry.time} ${place}`, en: `${place} in the log of ${entry.time}` },
      };
    }),
  );
  const answered = examination.pieces("answer").map(({ status, headers, body, probe }): Delivery => {
    const location = headers["location"];
    return {
      status,
      body: readableText(body),
      headers,
      bytes: body,
      ...(probe === undefined ? {} : { probe }),
      where: { zh: "通知地址的应答", en: "the answer of the notify address" },
      ...(location === undefined ? {} : { location }),
    };
  });
  return [...logged, ...answered];
}

function isDelivery({ method, target, userAgent }: AccessLogEntry): boolean {
  return (
    method === "POST" &&
    notifyPath.test(target) &&
    (userAgent === undefined || notifierAgent.test(userAgent) || !/Mozilla\/5/u.test(userAgent))
  );
}
