// The whole gateway as one running thing: store, use cases, HTTP. What the CLI, the demo and tests start.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { prepareAdminToken } from "./admin-token.ts";
import { createGateway, type Gateway } from "./create-gateway.ts";
import { createAdminServer, createPublicServer } from "./http/public-server.ts";
import type { RateLimits, ServerParts } from "./http/server-parts.ts";
import { isLoopback, type Listener, listen } from "./listen.ts";
import type { SiteAdapters } from "./outbox/site-adapter.ts";
import { createPinoLog } from "./pino-log.ts";
import { diskSpaceOf } from "./platform/disk-space.ts";
import type { Log } from "./platform/log.ts";
import type { Platform, Timers } from "./platform/platform.ts";
import { PrometheusMetrics } from "./platform/prometheus-metrics.ts";
import { createSystemPlatform } from "./platform/system-platform.ts";
import { type Stopping, stopGateway } from "./stop-gateway.ts";
import type { DatabaseChoice } from "./store/open-adapter.ts";
import type { MasterKeys } from "./store/sealer.ts";
import type { MissingTrades } from "./use-cases/incidents/missing-trades.ts";
import type { Retention } from "./use-cases/operation/retention.ts";

export type StartGatewayOptions = {
  /** Folder of the embedded database and of the admin token's hash; made when absent. */
  dataDir: string;
  /** A database server instead of the embedded one: `mariadb://`, `mysql://` or `postgres://`. Throws DatabaseRefused. */
  databaseUrl?: string;
  /** 32 bytes which seal every stored secret; or the keys of this moment, asked again while a rotation may be under way. */
  masterKey: Uint8Array | MasterKeys;
  /** Default 127.0.0.1. */
  host?: string;
  /** Default 8080; 0 takes a free one. */
  port?: number;
  /** Address under which buyers, sites and Alipay reach us. Default: where we listen. */
  publicUrl?: string;
  /** Default: the one made at the first start. */
  adminToken?: string;
  /** Where the admin routes listen. Default: with the others while only this machine can reach them, else 127.0.0.1. */
  adminHost?: string;
  adminPort?: number;
  /** Addresses of the proxies whose X-Forwarded-For is believed. Default: none. */
  trustProxy?: string | string[] | boolean;
  rateLimits?: RateLimits;
  /** Default: JSON lines on standard output. */
  log?: Log;
  /** How long `close` waits for what is under way. Default 10 s. */
  stopLimitMs?: number;
  /** How long old rows are kept, in days. Left out: the usual times. */
  retention?: Retention;
  /** Of the program, for /metrics. */
  version?: string;
  platform?: Platform;
  /** Ways of telling sites besides the webhook, by name. */
  siteAdapters?: SiteAdapters;
  /** Addresses to call on somebody's word although they are not public: `loopback`, `private`, CIDR blocks. Default: none. */
  egressAllow?: readonly string[];
  /** After how many buyers without a trade the owner is told. Default: 3 in 30 minutes. */
  missingTrades?: MissingTrades | "off";
};

export type RunningGateway = {
  /** Where the public server listens. */
  url: string;
  /** The address to which `/admin/…` is appended. */
  adminUrl: string;
  /** Given back when it was passed in or made just now; a stored one can't be shown again. */
  adminToken: string | undefined;
  gateway: Gateway;
  /** Stops taking requests, finishes those under way, then closes the store. */
  close(): Promise<void>;
};

const defaultPort = 8080;
/** What takes longer than this while closing is cut off: Alipay and sites send again, the next start finds the rest. */
const usualStopLimitMs = 10_000;

/** Errors: PortTakenError; whatever createGateway gives. */
export async function startGateway(options: StartGatewayOptions): Promise<RunningGateway> {
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  const undo: (() => Promise<void>)[] = [];
  try {
    return await start(options, undo);
  } catch (error) {
    // Whatever failed: nothing that was opened on the way stays open.
    for (const step of undo.reverse()) await step();
    throw error;
  }
}

type Undo = (() => Promise<void>)[];

async function start(options: StartGatewayOptions, undo: Undo): Promise<RunningGateway> {
  const log = options.log ?? createPinoLog();
  const own = options.platform === undefined ? createSystemPlatform(options) : undefined;
  const platform = options.platform ?? (own as Platform);
  undo.push(async () => own?.close());
  let publicUrl = options.publicUrl?.replace(/\/+$/, "") ?? "";
  const metrics = new PrometheusMetrics(options.version ?? "unknown");
  const gateway = await createGateway({
    ...databaseOf(options),
    masterKey: options.masterKey,
    publicUrl: () => publicUrl,
    platform,
    log,
    metrics,
    ...(options.siteAdapters !== undefined && { siteAdapters: options.siteAdapters }),
    ...(options.retention !== undefined && { retention: options.retention }),
    ...(options.databaseUrl === undefined && { diskSpace: () => diskSpaceOf(options.dataDir) }),
    ...(options.missingTrades !== undefined && { missingTrades: options.missingTrades }),
  });
  undo.push(() => gateway.close());
  const admin = await prepareAdminToken(options.dataDir, options.adminToken, platform.randomness);
  const parts: ServerParts = {
    gateway,
    clock: platform.clock,
    randomness: platform.randomness,
    log,
    metrics,
    publicUrl: () => publicUrl,
    adminTokenSha256: admin.sha256,
    ...(admin.rotate !== undefined && { rotateAdminToken: admin.rotate }),
    ...(options.rateLimits !== undefined && { rateLimits: options.rateLimits }),
    ...(options.trustProxy !== undefined && { trustProxy: options.trustProxy }),
  };
  const limitMs = options.stopLimitMs ?? usualStopLimitMs;
  const listeners = await listenAll(options, parts, { limitMs, timers: platform.timers, undo });
  if (publicUrl === "") publicUrl = listeners.url;
  gateway.start();
  const { url, adminUrl } = listeners;
  log.info({ url, public_url: publicUrl, admin_url: adminUrl }, "gateway listens");
  const stopping: Stopping = { gateway, log, listeners: listeners.all, timers: platform.timers, limitMs };
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= stopGateway({ ...stopping, cutOff: async () => own?.close() });
    return closed;
  };
  return { url, adminUrl, adminToken: admin.token, gateway, close };
}

type Listeners = { url: string; adminUrl: string; all: Listener[] };

async function listenAll(
  options: StartGatewayOptions,
  parts: ServerParts,
  o: { limitMs: number; timers: Timers; undo: Undo },
): Promise<Listeners> {
  const host = options.host ?? "127.0.0.1";
  const withAdmin = sharesListener(options, host);
  const closing = { limitMs: o.limitMs, timers: o.timers };
  const app = await createPublicServer({ ...parts, withAdmin });
  const listener = await listen(app, { host, port: options.port ?? defaultPort, flag: "--port", ...closing });
  o.undo.push(() => listener.close());
  if (withAdmin) return { url: listener.url, adminUrl: listener.url, all: [listener] };
  const port = options.adminPort ?? (listener.port === 65535 ? 0 : listener.port + 1);
  const adminAt = { host: options.adminHost ?? "127.0.0.1", port, flag: "--admin-port", ...closing };
  const admin = await listen(await createAdminServer(parts), adminAt);
  return { url: listener.url, adminUrl: admin.url, all: [listener, admin] };
}

function databaseOf({ databaseUrl, dataDir }: StartGatewayOptions): DatabaseChoice {
  return databaseUrl === undefined ? { databaseFile: join(dataDir, "dedepay.db") } : { databaseUrl };
}

/** A proxy may carry the outside to a loopback port: with a public address of another host the admin routes move away. */
function sharesListener(options: StartGatewayOptions, host: string): boolean {
  if (options.adminHost !== undefined || options.adminPort !== undefined || !isLoopback(host)) return false;
  return options.publicUrl === undefined || isLoopback(new URL(options.publicUrl).hostname);
}
