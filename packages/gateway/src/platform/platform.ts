// Everything of the outside world that the gateway needs besides its database: time, timers, randomness, HTTP out.
// Real and virtual implementations stand beside this file; nothing else in the package may touch Date, timers or sockets.

import type { MailSend } from "./mail.ts";

export type Clock = { nowMs(): number };

export type TimerHandle = { cancel(): void };

/** One-shot timers only: a repeated task sets its next timer when it is done, so it never overlaps with itself. */
export type Timers = { after(delayMs: number, task: () => Promise<void>): TimerHandle };

export type Randomness = { bytes(count: number): Uint8Array };

export type HttpRequest = {
  method: "GET" | "POST";
  url: string;
  headers: Record<string, string>;
  body?: Uint8Array;
  timeoutMs: number;
  /** A longer answer is HttpFailure `too_large`. Left out: the transport's own limit, which it never exceeds. */
  maxAnswerBytes?: number;
  signal?: AbortSignal;
};
export type HttpResponse = { status: number; headers: Record<string, string>; body: Uint8Array };

/** Fits `HttpSend` of @dedepay/alipay. Never follows a redirect; rejects on time-out, network trouble and oversized answers. */
export type HttpSend = (request: HttpRequest) => Promise<HttpResponse>;

export type Platform = {
  clock: Clock;
  timers: Timers;
  randomness: Randomness;
  /** To Alipay. */
  http: HttpSend;
  /** To an address which somebody else named; use-cases/call-out.ts is the only one to take it. Calls no private address. */
  egress: HttpSend;
  /** To the owner, over the mail server that the owner named. */
  mail: MailSend;
};
