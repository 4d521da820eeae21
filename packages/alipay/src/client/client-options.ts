// How a client reaches Alipay and what it may do on its own.
import type { HttpSend } from "../platform/http-send.ts";
import type { Exchange } from "./exchange.ts";

export type AlipayClientOptions = {
  /** The gateway, for example https://openapi.alipay.com/gateway.do. */
  readonly endpoint: string;
  /** Replaces the built-in transport (proxies, tests). */
  readonly send?: HttpSend | undefined;
  readonly now?: (() => number) | undefined;
  /** Waits between tries; replaced by tests. */
  readonly sleep?: ((ms: number, signal?: AbortSignal) => Promise<void>) | undefined;
  /** For one try; 10 seconds unless stated. */
  readonly timeoutMs?: number | undefined;
  /** Further tries of calls which may be repeated (queries); 2 unless stated. Payments and refunds are never repeated. */
  readonly retries?: number | undefined;
  /** Sees every exchange, secrets masked. What it throws is not caught. */
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
};

export type CallOptions = {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
  readonly notifyUrl?: string | undefined;
  /** OpenAPI: a service provider acts for the merchant who gave this token. */
  readonly appAuthToken?: string | undefined;
  /** OpenAPI: encrypt the content with the account's AES key. */
  readonly encrypt?: boolean | undefined;
};
