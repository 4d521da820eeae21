// What `HttpSend` rejects with: which kind of trouble, and the system's own code for it.

export type HttpFailureKind = "timeout" | "network" | "too_large";

export class HttpFailure extends Error {
  readonly kind: HttpFailureKind;
  /** ECONNREFUSED, ENOTFOUND, UND_ERR_SOCKET, … */
  readonly code: string;
  readonly timeoutMs: number;

  constructor(kind: HttpFailureKind, o: { code: string; timeoutMs: number; cause?: unknown }) {
    super(`HTTP exchange failed: ${kind} (${o.code})`, o.cause === undefined ? {} : { cause: o.cause });
    // The name by which fetch, and so everybody else, tells a time-out from other trouble.
    this.name = kind === "timeout" ? "TimeoutError" : "HttpFailure";
    this.kind = kind;
    this.code = o.code;
    this.timeoutMs = o.timeoutMs;
  }
}
