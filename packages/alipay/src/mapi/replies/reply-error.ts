// Errors of replies in the partner protocol: which kind a code is, and whether it settles that nothing happened.

import { AlipayError, type AlipayErrorKind } from "../../alipay-error.ts";
import type { ReplyContext } from "./reply-context.ts";

// Codes by which the gateway refuses a call before the business sees it.
const gatewayCode =
  /^(?:ILLEGAL_(?:SIGN|DYN_MD5_KEY|ENCRYPT|ARGUMENT|SERVICE|USER|PARTNER|EXTERFACE|PARTNER_EXTERFACE|SECURITY_PROFILE|AGENT|SIGN_TYPE|CHARSET|CLIENT_IP|DIGEST|DIGEST_TYPE|FILE_FORMAT|ENCODING|REQUEST_REFERER|ANTI_PHISHING_KEY|EXTER_INVOKE_IP|NUMBER_FORMAT|INTEGER_FORMAT|MONEY_FORMAT|DATA_FORMAT|LENGTH|TARGET_SERVICE|ACCESS_SWITCH_SYSTEM|SWITCH_SYSTEM)|HAS_NO_PRIVILEGE|HASH_NO_PRIVILEGE|HAS_NO_PUBLICKEY|INVALID_CHARACTER_SET|ANTI_PHISHING_KEY_TIMEOUT|REGEXP_MATCH_FAIL|PARAMTER_IS_NULL|SYSTEM_ERROR|SESSION_TIMEOUT|EXTERFACE_IS_CLOSED|LOGIN_USER_TYPE_MUST_A|SERVICE_NOT_ALLOWED|TRADE_ENGINE_ERROR)$/u;

// After these something may have happened all the same. Calling done what was not, or the reverse, is the worse mistake.
const unknownOutcome: ReadonlySet<string> = new Set([
  "SYSTEM_ERROR",
  "SYSTEM_BUSY",
  "SYSTEM_EXCEPTION",
  "TRADE_ENGINE_ERROR",
  "GENERAL_FAILTURE",
  "SESSION_TIMEOUT",
  "BATCH_REFUND_LOCK_ERROR",
  // A batch of this number exists: what became of it has to be asked.
  "DUPLICATE_BATCH_NO",
  "REFUND_TRADE_FAILED",
]);

/** The error for a reply that says no. Such replies carry no signature, so only a repeatable call's outcome counts as known. */
export function refusalError({ service, raw }: ReplyContext, code: string, description?: string): AlipayError {
  const kind: AlipayErrorKind = gatewayCode.test(code) ? "gateway" : "business";
  return new AlipayError(kind, `支付宝拒绝了请求 (Alipay refused) ${service.name}: ${code}`, {
    outcomeKnown: service.repeatable && !unknownOutcome.has(code),
    code,
    ...(description === undefined ? {} : { msg: description }),
    rawBytes: raw.body,
    httpStatus: raw.status,
    service: service.name,
  });
}

/** The error for a reply that can't be read: what it was meant to say is unknown. */
export function malformedReply({ service, raw }: ReplyContext, rule: string, cause?: unknown): AlipayError {
  return new AlipayError("malformed_reply", `返回内容无法识别 (unreadable reply) ${service.name}: ${rule}`, {
    violations: [{ field: "reply", rule }],
    rawBytes: raw.body,
    httpStatus: raw.status,
    service: service.name,
    ...(cause === undefined ? {} : { cause }),
  });
}
