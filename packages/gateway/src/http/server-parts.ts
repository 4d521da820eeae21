// What the routes are given. They reach nothing else: no clock, store or socket of their own.
import type { Gateway } from "../create-gateway.ts";
import type { Log } from "../platform/log.ts";
import type { Measurement, Metrics } from "../platform/metrics.ts";
import type { Clock, Randomness } from "../platform/platform.ts";

/** The verbs of the gateway that HTTP may use; starting, stopping and sealing it anew are not among them. */
export type GatewayVerbs = Omit<Gateway, "start" | "quiesce" | "close" | "resealSecrets">;

/** What the server counts, and what /metrics shows. */
export type HttpMetrics = Metrics & {
  contentType: string;
  render(measured: readonly Measurement[]): Promise<string>;
};

export type RateLimits = {
  /** Requests a minute from one address, over all routes but notifications. */
  perAddress: number;
  /** Requests a minute made with one API key. */
  perKey: number;
};

export type ServerParts = {
  gateway: GatewayVerbs;
  clock: Clock;
  randomness: Randomness;
  log: Log;
  metrics: HttpMetrics;
  /** Without a trailing slash. Asked for each time: the port may not be known yet. */
  publicUrl: () => string;
  /** SHA-256 of the admin token of this moment. */
  adminTokenSha256: () => Promise<Uint8Array>;
  /** Makes another one; absent where the token was given from outside. */
  rotateAdminToken?: () => Promise<string>;
  rateLimits?: RateLimits;
  /** Which proxies may name the client's address (Fastify's trustProxy); none unless told. */
  trustProxy?: string | string[] | boolean;
};

/** A shop's own page polls every few seconds and many buyers share one address behind a carrier's NAT: generous rather than tight. */
export const defaultRateLimits: RateLimits = { perAddress: 1200, perKey: 1200 };
