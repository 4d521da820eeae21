// What a failed HTTP exchange means for the money: whether Alipay can have received anything.
import { AlipayError } from "../alipay-error.ts";

// Errors from before the first byte of the request left: name resolution, connection, TLS handshake.
const neverSent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

function systemCode(error: unknown): string | undefined {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; current = current.cause, depth++) {
    if ("code" in current && typeof current.code === "string") return current.code;
  }
  return undefined;
}

/** The AlipayError for whatever a transport rejected with: `timeout` or `network`. */
export function transportError(error: unknown, service: string): AlipayError {
  if (error instanceof AlipayError) return error;
  if (error instanceof Error && error.name === "TimeoutError") {
    const message = `${service}: 等待支付宝超时 (Alipay did not answer in time)`;
    return new AlipayError("timeout", message, { outcomeKnown: false, service, cause: error });
  }
  const code = systemCode(error);
  const reason = code === undefined ? "" : ` ${code}`;
  return new AlipayError("network", `${service}: 连接支付宝失败${reason} (no connection to Alipay)`, {
    outcomeKnown: code !== undefined && neverSent.has(code),
    service,
    cause: error,
  });
}

/** The AlipayError of a call which its own caller aborted; `sent` says whether the request may have left. */
export function abortedError(service: string, sent: boolean, cause: unknown): AlipayError {
  const message = `${service}: 调用方中止了请求 (the caller aborted the request)`;
  return new AlipayError("network", message, { outcomeKnown: !sent, service, cause });
}
