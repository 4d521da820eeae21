// Opens the store and wires every use case into one object. Knows no HTTP server; `start-gateway` puts one on top.
import { AlipayChannel } from "./channel/alipay-channel.ts";
import { observeHttp } from "./channel/observed-http.ts";
import { mapiAdapter } from "./look-alike/mapi-adapter.ts";
import { siteCheckHandler } from "./outbox/check-sites.ts";
import { deliveryHandler } from "./outbox/deliver-to-site.ts";
import { incidentNoticeHandler, ownerMessageHandler } from "./outbox/notify-owner.ts";
import { operatorTimeHandler, queryRefundHandler, submitRefundHandler } from "./outbox/refund-steps.ts";
import { Relay } from "./outbox/relay.ts";
import { shipVirtualHandler } from "./outbox/ship-virtual.ts";
import type { SiteAdapters } from "./outbox/site-adapter.ts";
import { siteWatchHandler } from "./outbox/watch-sites.ts";
import { webhookAdapter } from "./outbox/webhook-adapter.ts";
import type { Diagnostician } from "./platform/diagnostician.ts";
import type { DiskSpace } from "./platform/disk-space.ts";
import { type Examiner, examineHere } from "./platform/examiner.ts";
import { newId } from "./platform/ids.ts";
import { type Log, silentLog } from "./platform/log.ts";
import { type Metrics, silentMetrics } from "./platform/metrics.ts";
import type { Platform } from "./platform/platform.ts";
import { createSystemPlatform } from "./platform/system-platform.ts";
import { WorkerDiagnostician } from "./platform/worker-diagnostician.ts";
import { assertMasterKeyFits } from "./store/assert-master-key-fits.ts";
import type { DatabaseAdapter } from "./store/database-adapter.ts";
import { type DatabaseChoice, openAdapter } from "./store/open-adapter.ts";
import { type MasterKeys, Sealer } from "./store/sealer.ts";
import { Store } from "./store/store.ts";
import { ContractTimer } from "./use-cases/accounts/contract-timer.ts";
import type { Context } from "./use-cases/context.ts";
import { DiagnosisDesk } from "./use-cases/diagnosis/diagnosis-desk.ts";
import { type MissingTrades, usualMissingTrades } from "./use-cases/incidents/missing-trades.ts";
import { RefusedBudget } from "./use-cases/notifications/refused-budget.ts";
import { beginRecovery } from "./use-cases/operation/begin-recovery.ts";
import { RecoveryWatch } from "./use-cases/operation/recovery-watch.ts";
import { type Retention, usualRetention } from "./use-cases/operation/retention.ts";
import { RetentionTimer } from "./use-cases/operation/retention-timer.ts";
import { QueryTimer } from "./use-cases/queries/query-timer.ts";
import { type AlipayVerbs, alipayVerbs } from "./verbs/alipay-verbs.ts";
import { type BuyerVerbs, buyerVerbs } from "./verbs/buyer-verbs.ts";
import { type DecisionVerbs, decisionVerbs } from "./verbs/decision-verbs.ts";
import { type DeliveryVerbs, deliveryVerbs } from "./verbs/delivery-verbs.ts";
import { type IncidentVerbs, incidentVerbs } from "./verbs/incident-verbs.ts";
import { type LookAlikeVerbs, lookAlikeVerbs } from "./verbs/look-alike-verbs.ts";
import { type NoticeVerbs, noticeVerbs } from "./verbs/notice-verbs.ts";
import { type OperationVerbs, operationVerbs } from "./verbs/operation-verbs.ts";
import { type OwnerVerbs, ownerVerbs } from "./verbs/owner-verbs.ts";
import { type SiteOrderVerbs, siteOrderVerbs } from "./verbs/site-order-verbs.ts";
import { type SiteVerbs, siteVerbs } from "./verbs/site-verbs.ts";

export type GatewayOptions = DatabaseChoice & {
  /** 32 bytes which seal every stored secret; or the keys of this moment, asked again while a rotation may be under way. */
  masterKey: Uint8Array | MasterKeys;
  /** Address under which buyers, sites and Alipay reach us, without a trailing slash. Asked for each time: the port may not be known yet. */
  publicUrl: () => string;
  /** How often the outbox and the plan of queries are looked through without being called. Default 15 s. */
  pollMs?: number;
  /** Left out: the real clock, timers, randomness and HTTP. */
  platform?: Platform;
  log?: Log;
  metrics?: Metrics;
  /** Left out: the one of the database that is chosen. */
  adapter?: DatabaseAdapter;
  /** Left out: the usual times. */
  retention?: Retention;
  /** How full the embedded database's disk is. Left out: not looked at. */
  diskSpace?: () => Promise<DiskSpace | undefined>;
  /** Left out: a worker thread with the doctor. */
  diagnostician?: Diagnostician;
  /** Ways of telling sites besides the webhook, by the name under which a site chooses one. */
  siteAdapters?: SiteAdapters;
  /** Left out: the doctor in this thread; sees only credentials which are about to be stored. */
  examine?: Examiner;
  /**
   * Addresses which may be called on somebody's word (webhooks …) although they are not public: `loopback`, `private`, single
   * addresses, CIDR blocks. Default: none. With a `platform` of its own that decides.
   */
  egressAllow?: readonly string[];
  /** After how many buyers without a trade the owner is told. Default: 3 in 30 minutes. */
  missingTrades?: MissingTrades | "off";
};

type Verbs = SiteVerbs &
  BuyerVerbs &
  AlipayVerbs &
  OwnerVerbs &
  OperationVerbs &
  DeliveryVerbs &
  IncidentVerbs &
  NoticeVerbs &
  DecisionVerbs &
  LookAlikeVerbs &
  SiteOrderVerbs;

/** Expected failures are thrown as DedepayError; anything else that is thrown is our own fault (1001). */
export type Gateway = Verbs & {
  newRequestId(): string;
  /** Starts the outbox relay and the timers; call it once the public URL is known. */
  start(): void;
  /** Takes up nothing new and waits for what is in hand. */
  quiesce(): Promise<void>;
  /** The same, then closes the store. `abandon`: without waiting; what is in hand fails, and is found by the next start. */
  close(o?: { abandon?: boolean }): Promise<void>;
};

/** Looking without being called finds what a killed process left behind, and what another process wrote. */
const usualPollMs = 15_000;
/** Deliveries in hand at one time. */
const relayCapacity = 32;

/**
 * Opens (and makes or migrates) the database. Throws DatabaseRefused where it can't be used,
 * RangeError for a master key of a wrong length, SealBroken for one that is not the database's.
 */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const system = options.platform === undefined ? createSystemPlatform(options) : undefined;
  const platform = options.platform ?? (system as Platform);
  const sealer = new Sealer(options.masterKey, platform.randomness);
  const metrics = options.metrics ?? silentMetrics;
  const store = await openStore(options, { nowMs: platform.clock.nowMs(), sealer, metrics });
  const alipay = observeHttp(platform.http, { clock: platform.clock, metrics });
  const base: Omit<Context, "desk" | "siteAdapters"> = {
    store,
    sealer,
    platform,
    log: options.log ?? silentLog,
    metrics,
    channel: new AlipayChannel({ http: alipay.send, nowMs: () => platform.clock.nowMs(), sealer }),
    recovery: await RecoveryWatch.open(store),
    examine: options.examine ?? examineHere,
    refusedBudget: new RefusedBudget(),
    publicUrl: options.publicUrl,
    missingTrades: options.missingTrades === "off" ? undefined : (options.missingTrades ?? usualMissingTrades),
    newId: (prefix) => newId(prefix, { randomness: platform.randomness, nowMs: platform.clock.nowMs() }),
    nowMs: () => platform.clock.nowMs(),
    clockAheadMs: alipay.clockAheadMs,
    diskSpace: options.diskSpace,
    wakeRelay: () => relay.wake(),
    wakeQueries: () => queries.wake(),
  };
  const webhook = webhookAdapter(base);
  const mapi = mapiAdapter({ ...base, webhook });
  const parts = { ...base, siteAdapters: { ...options.siteAdapters, webhook, mapi } };
  const desk = new DiagnosisDesk(parts, options.diagnostician ?? new WorkerDiagnostician());
  const context: Context = { ...parts, desk };
  const pollMs = options.pollMs ?? usualPollMs;
  const relay = createRelay(context, pollMs);
  const queries = new QueryTimer(context, 2 * pollMs);
  const retention = new RetentionTimer(context, options.retention ?? usualRetention);
  const contracts = new ContractTimer(context);
  const quiesce = async (): Promise<void> => {
    await Promise.all([relay.stop(), queries.stop(), retention.stop(), contracts.stop()]);
  };
  await beginRecovery(context);
  await context.recovery.look();
  return {
    ...verbsOf(context),
    newRequestId: () => context.newId("req"),
    start() {
      relay.start();
      queries.start();
      retention.start();
      contracts.start();
    },
    quiesce,
    async close({ abandon = false } = {}) {
      const quiet = quiesce();
      if (!abandon) await quiet;
      await desk.close();
      await store.close();
      await system?.close();
    },
  };
}

function verbsOf(context: Context): Verbs {
  return {
    ...siteVerbs(context),
    ...buyerVerbs(context),
    ...alipayVerbs(context),
    ...ownerVerbs(context),
    ...operationVerbs(context),
    ...deliveryVerbs(context),
    ...incidentVerbs(context),
    ...noticeVerbs(context),
    ...decisionVerbs(context),
    ...lookAlikeVerbs(context),
    ...siteOrderVerbs(context),
  };
}

async function openStore(
  options: GatewayOptions,
  o: { nowMs: number; sealer: Sealer; metrics: Metrics },
): Promise<Store> {
  const store = await Store.open(options.adapter ?? openAdapter(options), o.nowMs, {
    observer: {
      retried: (why) => o.metrics.count("dedepay_database_retries_total", { why }),
      failed: () => o.metrics.count("dedepay_database_failures_total"),
    },
  });
  try {
    await assertMasterKeyFits(store, o.sealer);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

function createRelay(context: Context, pollMs: number): Relay {
  return new Relay({
    store: context.store,
    clock: context.platform.clock,
    timers: context.platform.timers,
    log: context.log,
    handlers: {
      webhook: deliveryHandler(context),
      ship_virtual: shipVirtualHandler(context),
      incident_notice: incidentNoticeHandler(context),
      owner_message: ownerMessageHandler(context),
      submit_refund: submitRefundHandler(context),
      query_refund: queryRefundHandler(context),
      end_operator_time: operatorTimeHandler(context),
      check_site: siteCheckHandler(context),
      watch_site: siteWatchHandler(context),
    },
    onSettled: (kind, result) => context.metrics.count("dedepay_outbox_attempts_total", { kind, result }),
    isRecovering: () => context.recovery.look(),
    newToken: () => context.newId("lse"),
    pollMs,
    capacity: relayCapacity,
  });
}
