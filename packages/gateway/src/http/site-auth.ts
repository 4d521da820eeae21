// Who is calling the API of sites: an HMAC over method, path, query, timestamp and the hash of the body's bytes.
// It must not know Fastify, and never says more about a wrong signature than that it is wrong: the caller is not known yet.
import { hash } from "node:crypto";
import { DedepayError } from "@dedepay/errors";
import type { SiteKey } from "../use-cases/sites/find-site-by-key.ts";

/** Clocks may differ by this much. Wider lets a stolen request live longer; narrower refuses honest servers whose clock drifts. */
export const timestampWindowSeconds = 300;

export type SiteRequest = {
  method: string;
  path: string;
  /** Without the question mark; empty when there is none. */
  query: string;
  body: Uint8Array;
  header(name: string): string | undefined;
};

export type SiteKeys = (keyId: string) => Promise<SiteKey | undefined>;

const headerNames = ["Dedepay-Key", "Dedepay-Timestamp", "Dedepay-Signature"] as const;

/** The site's key which made this request. Errors: 1004 (no key, unknown, not in use), 1005 (clock), 1003 (signature). */
export async function authenticateSite(request: SiteRequest, findKey: SiteKeys, nowMs: number): Promise<SiteKey> {
  const [keyId = "", timestamp = "", signature = ""] = headerNames.map((name) => request.header(name) ?? "");
  const absent = headerNames.filter((name) => (request.header(name) ?? "") === "");
  if (absent.length > 0) throw notAuthenticated(absent);
  // Ours are short; a long one would only cost a look-up.
  const key = keyId.length <= 128 ? await findKey(keyId) : undefined;
  if (key === undefined || key.standing !== "valid") throw unusableKey(keyId, key);
  checkTimestamp(timestamp, nowMs);
  const digest = /^v1=([0-9a-f]{64})$/i.exec(signature)?.[1];
  if (digest === undefined || !key.matches(signedText(request, timestamp), digest.toLowerCase()))
    throw wrongSignature();
  return key;
}

/** The text under the HMAC: five lines. */
export function signedText(request: Omit<SiteRequest, "header">, timestamp: string): string {
  const bodyHash = hash("sha256", request.body);
  return [request.method, request.path, request.query, timestamp, bodyHash].join("\n");
}

function notAuthenticated(absent: readonly string[]): DedepayError {
  return new DedepayError(1004, {
    param: absent[0] ?? "",
    detail: {
      zh: `请求没有签名：缺少请求头 ${absent.join("、")}。`,
      en: `The request is not signed: without the header ${absent.join(", ")}.`,
    },
    extra: { missing_headers: absent },
  });
}

const refusals: Readonly<Record<Exclude<SiteKey["standing"], "valid">, { zh: string; en: string }>> = {
  revoked: { zh: "已停用", en: "has been revoked" },
  expired: { zh: "已过期（已被新密钥取代）", en: "has expired; a newer key replaced it" },
  site_disabled: { zh: "所属的站点已停用", en: "belongs to a site which is disabled" },
};

function unusableKey(keyId: string, key: SiteKey | undefined): DedepayError {
  const shown = keyId.length > 40 ? `${keyId.slice(0, 40)}…` : keyId;
  const reason = key === undefined || key.standing === "valid" ? undefined : key.standing;
  return new DedepayError(1004, {
    param: "Dedepay-Key",
    detail:
      reason === undefined
        ? { zh: `没有 API 密钥“${shown}”。`, en: `There is no API key "${shown}".` }
        : { zh: `API 密钥“${shown}”${refusals[reason].zh}。`, en: `API key "${shown}" ${refusals[reason].en}.` },
    extra: { reason: reason ?? "unknown_key" },
  });
}

function checkTimestamp(timestamp: string, nowMs: number): void {
  if (!/^\d{1,12}$/.test(timestamp)) {
    throw new DedepayError(1002, {
      param: "Dedepay-Timestamp",
      detail: {
        zh: "请求头 Dedepay-Timestamp 必须是以秒计的 Unix 时间（整数）。",
        en: "The header Dedepay-Timestamp must be Unix time in whole seconds.",
      },
      extra: { violations: [{ field: "Dedepay-Timestamp", rule: "unix seconds", value: timestamp.slice(0, 40) }] },
    });
  }
  const theirs = Number(timestamp);
  const ours = Math.floor(nowMs / 1000);
  const difference = theirs - ours;
  if (Math.abs(difference) <= timestampWindowSeconds) return;
  const zhSide = difference < 0 ? "慢" : "快";
  const enSide = difference < 0 ? "behind" : "ahead of";
  throw new DedepayError(1005, {
    param: "Dedepay-Timestamp",
    detail: {
      zh: `请求时间 ${iso(theirs)} 比网关时间 ${iso(ours)} ${zhSide} ${Math.abs(difference)} 秒，允许相差 ${timestampWindowSeconds} 秒。`,
      en: `The request's time ${iso(theirs)} is ${Math.abs(difference)} s ${enSide} the gateway's ${iso(ours)}; ${timestampWindowSeconds} s are allowed.`,
    },
    extra: {
      request_time: iso(theirs),
      gateway_time: iso(ours),
      difference_s: difference,
      window_s: timestampWindowSeconds,
    },
  });
}

/** Twelve digits reach past what a Date holds only in theory; the pattern above keeps it in range. */
function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

function wrongSignature(): DedepayError {
  // The request was not let in: unlike a reply of Alipay which does not verify, it can't have moved anything.
  return new DedepayError(1003, {
    money: "none",
    detail: {
      zh: "请求的签名验证不通过。",
      en: "The signature of the request does not verify.",
    },
  });
}
