// What every use case works with. Built once by create-gateway.
import type { AlipayChannel } from "../channel/alipay-channel.ts";
import type { SiteAdapters } from "../outbox/site-adapter.ts";
import type { DiskSpace } from "../platform/disk-space.ts";
import type { Examiner } from "../platform/examiner.ts";
import type { IdPrefix } from "../platform/ids.ts";
import type { Log } from "../platform/log.ts";
import type { Metrics } from "../platform/metrics.ts";
import type { Platform } from "../platform/platform.ts";
import type { Sealer } from "../store/sealer.ts";
import type { Store } from "../store/store.ts";
import type { Desk } from "./diagnosis/desk.ts";
import type { MissingTrades } from "./incidents/missing-trades.ts";
import type { RefusedBudget } from "./notifications/refused-budget.ts";
import type { RecoveryWatch } from "./operation/recovery-watch.ts";

export type Context = {
  desk: Desk;
  store: Store;
  sealer: Sealer;
  platform: Platform;
  log: Log;
  metrics: Metrics;
  channel: AlipayChannel;
  siteAdapters: SiteAdapters;
  recovery: RecoveryWatch;
  /** The doctor, for credentials which are about to be stored. */
  examine: Examiner;
  refusedBudget: RefusedBudget;
  /** Without a trailing slash. */
  publicUrl(): string;
  /** How many buyers in a row may vanish at Alipay before the owner is told. */
  missingTrades: MissingTrades | undefined;
  newId(prefix: IdPrefix): string;
  nowMs(): number;
  /** As Alipay's last answer says; undefined before there was one. */
  clockAheadMs(): number | undefined;
  /** Where the embedded database lies; undefined for a database server. */
  diskSpace: (() => Promise<DiskSpace | undefined>) | undefined;
  /** New outbox rows were committed: the relay should look now. */
  wakeRelay(): void;
  /** A query was scheduled: the query timer should set its alarm anew. */
  wakeQueries(): void;
};
