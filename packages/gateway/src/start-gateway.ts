// The whole gateway as one running thing: store, use cases, HTTP. What the CLI, the demo and tests start.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { prepareAdminToken } from "./admin-token.ts";
import { createGateway, type Gateway } from "./create-gateway.ts";
import { createAdminServer, createPublicServer } from "./http/public-server.ts";
import type { RateLimits, ServerParts } from "./http/server-parts.ts";
import { isLoopback, listen } from "./listen.ts";
import type { SiteAdapters } from "./outbox/site-adapter.ts";
import { createPinoLog } from "./pino-log.ts";
import type { Log } from "./platform/log.ts";
import type { Platform } from "./platform/platform.ts";
import { createSystemPlatform } from "./platform/system-platform.ts";
import type { DatabaseChoice } from "./store/open-adapter.ts";

export type StartGatewayOptions = {
  /** Folder of the embedded database and of the admin token's hash; made when absent. */
  dataDir: string;
  /** A database server instead of the embedded one: `mariadb://`, `mysql://` or `postgres://`. Throws DatabaseRefused. */
  databaseUrl?: string;
  /** 32 bytes which seal every stored secret. */
  masterKey: Uint8Array;
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
  platform?: Platform;
  /** Ways of telling sites besides the webhook, by name. */
  siteAdapters?: SiteAdapters;
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
/** A request under way that takes longer than this while closing is cut off: Alipay and sites send again. */
const closingLimitMs = 10_000;

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

async function start(options: StartGatewayOptions, undo: (() => Promise<void>)[]): Promise<RunningGateway> {
  const log = options.log ?? createPinoLog();
  const platform = options.platform ?? ownPlatform(undo);
  let publicUrl = options.publicUrl?.replace(/\/+$/, "") ?? "";
  const gateway = await createGateway({
    ...databaseOf(options),
    masterKey: options.masterKey,
    publicUrl: () => publicUrl,
    platform,
    log,
    ...(options.siteAdapters !== undefined && { siteAdapters: options.siteAdapters }),
  });
  undo.push(() => gateway.close());
  const admin = await prepareAdminToken(options.dataDir, options.adminToken, platform.randomness);
  const parts: ServerParts = {
    gateway,
    clock: platform.clock,
    randomness: platform.randomness,
    log,
    publicUrl: () => publicUrl,
    adminTokenSha256: admin.sha256,
    ...(options.rateLimits !== undefined && { rateLimits: options.rateLimits }),
    ...(options.trustProxy !== undefined && { trustProxy: options.trustProxy }),
  };
  const host = options.host ?? "127.0.0.1";
  const withAdmin = sharesListener(options, host);
  const app = await createPublicServer({ ...parts, withAdmin });
  const closing = { limitMs: closingLimitMs, timers: platform.timers };
  const listener = await listen(app, { host, port: options.port ?? defaultPort, flag: "--port", ...closing });
  undo.push(() => listener.close());
  if (publicUrl === "") publicUrl = listener.url;
  let adminUrl = listener.url;
  if (!withAdmin) {
    const adminPort = options.adminPort ?? (listener.port === 65535 ? 0 : listener.port + 1);
    const adminAt = { host: options.adminHost ?? "127.0.0.1", port: adminPort, flag: "--admin-port", ...closing };
    const adminListener = await listen(await createAdminServer(parts), adminAt);
    undo.push(() => adminListener.close());
    adminUrl = adminListener.url;
  }
  gateway.start();
  log.info({ url: listener.url, public_url: publicUrl, admin_url: adminUrl }, "gateway listens");
  const steps = [...undo].reverse();
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= inOrder(steps);
    return closed;
  };
  return { url: listener.url, adminUrl, adminToken: admin.token, gateway, close };
}

function databaseOf({ databaseUrl, dataDir }: StartGatewayOptions): DatabaseChoice {
  return databaseUrl === undefined ? { databaseFile: join(dataDir, "dedepay.db") } : { databaseUrl };
}

function ownPlatform(undo: (() => Promise<void>)[]): Platform {
  const platform = createSystemPlatform();
  undo.push(() => platform.close());
  return platform;
}

/** A proxy may carry the outside to a loopback port: with a public address of another host the admin routes move away. */
function sharesListener(options: StartGatewayOptions, host: string): boolean {
  if (options.adminHost !== undefined || options.adminPort !== undefined || !isLoopback(host)) return false;
  return options.publicUrl === undefined || isLoopback(new URL(options.publicUrl).hostname);
}

async function inOrder(steps: readonly (() => Promise<void>)[]): Promise<void> {
  for (const step of steps) await step();
}
