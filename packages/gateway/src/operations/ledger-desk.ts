// What a person does to a ledger from the command line, beside gateways that may be running on it.
import { existsSync } from "node:fs";
import { newId } from "../platform/ids.ts";
import { silentMetrics } from "../platform/metrics.ts";
import { createSystemPlatform } from "../platform/system-platform.ts";
import { putMark } from "../store/marks.ts";
import { type DatabaseChoice, openAdapter } from "../store/open-adapter.ts";
import { Store } from "../store/store.ts";
import type { Context } from "../use-cases/context.ts";
import { describeRecovery, type RecoveryDocument } from "../use-cases/operation/describe-recovery.ts";
import { endRecovery } from "../use-cases/operation/end-recovery.ts";
import { type Purged, type PurgeInput, purgeOldRows } from "../use-cases/operation/purge-old-rows.ts";
import { readRecovery } from "../use-cases/operation/recovery-watch.ts";
import { noLedger } from "./back-up.ts";
import { OperationRefused } from "./operation-refused.ts";

export type LedgerDesk = {
  describeRecovery(): Promise<RecoveryDocument>;
  /** For a database server that was restored with its own tools. Throws OperationRefused where recovery is on already. */
  markRestored(o: { takenAtMs: number }): Promise<void>;
  /** Throws DedepayError 1010 where there is nothing to end, or something is unclear and not accepted. */
  endRecovery(o: { acceptUnclear: boolean; actor: string }): Promise<RecoveryDocument>;
  purge(input: PurgeInput): Promise<Purged[]>;
  close(): Promise<void>;
};

/** Throws OperationRefused where there is no ledger, DatabaseRefused where it can't be used. */
export async function openLedgerDesk(choice: DatabaseChoice): Promise<LedgerDesk> {
  if (choice.databaseFile !== undefined && !existsSync(choice.databaseFile)) throw noLedger(choice.databaseFile);
  const platform = createSystemPlatform();
  const nowMs = (): number => platform.clock.nowMs();
  const store = await Store.open(openAdapter(choice), nowMs());
  const context: Pick<Context, "store" | "nowMs" | "newId" | "metrics"> = {
    store,
    nowMs,
    newId: (prefix) => newId(prefix, { randomness: platform.randomness, nowMs: nowMs() }),
    metrics: silentMetrics,
  };
  return {
    describeRecovery: () => describeRecovery(context),
    markRestored: ({ takenAtMs }) => markRestored(context, takenAtMs),
    endRecovery: (o) => endRecovery(context, { ...o, requestId: context.newId("req") }),
    purge: (input) => purgeOldRows(context, input),
    async close() {
      await store.close();
      await platform.close();
    },
  };
}

async function markRestored({ store, nowMs }: Pick<Context, "store" | "nowMs">, takenAtMs: number): Promise<void> {
  await store.inTransaction(async (db) => {
    const known = await readRecovery(db);
    if (known !== undefined && known.endedAtMs === undefined)
      throw new OperationRefused({ zh: "账本已经在恢复模式", en: "The ledger is in recovery mode already" });
    await putMark(db, "recovery", { detail: { backupAtMs: takenAtMs, restoredAtMs: nowMs() }, setAtMs: nowMs() });
  });
}
