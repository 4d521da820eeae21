// What `HttpSend` rejects with: which kind of trouble, on which hop, and the system's own code for it.

/** `refused`: we did not call at all. `too_large`: we stopped reading. */
export type HttpFailureKind = "timeout" | "network" | "too_large" | "refused";

/** Where on the way it broke: name, connection, encryption, or after the request had left. */
export type Hop = "dns" | "connect" | "tls" | "exchange";

const dnsCodes = new Set(["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "EAI_NODATA", "EAI_NONAME", "ENODATA", "ESERVFAIL"]);
const connectCodes = new Set([
  ...["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL", "UND_ERR_CONNECT_TIMEOUT"],
  ...["PRIVATE_ADDRESS", "ORIGIN_NOT_REGISTERED"],
]);
const tlsCodes = /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO$|HOSTNAME_MISMATCH$)/;

export class HttpFailure extends Error {
  readonly kind: HttpFailureKind;
  readonly hop: Hop;
  /** ECONNREFUSED, ENOTFOUND, UND_ERR_SOCKET, … */
  readonly code: string;
  readonly timeoutMs: number;

  constructor(kind: HttpFailureKind, o: { code: string; timeoutMs: number; cause?: unknown }) {
    super(`HTTP exchange failed: ${kind} (${o.code})`, o.cause === undefined ? {} : { cause: o.cause });
    // The name by which fetch, and so everybody else, tells a time-out from other trouble.
    this.name = kind === "timeout" ? "TimeoutError" : "HttpFailure";
    this.kind = kind;
    this.code = o.code;
    this.hop = hopOf(o.code);
    this.timeoutMs = o.timeoutMs;
  }
}

/** On which hop a system error of this code breaks a connection. */
export function hopOf(code: string): Hop {
  if (dnsCodes.has(code)) return "dns";
  if (connectCodes.has(code)) return "connect";
  return tlsCodes.test(code) ? "tls" : "exchange";
}
