// Deletes rows whose time is over, a few at a time, and leaves what an open payment, refund or incident needs. Several processes may
// do it at once.
import {
  countOldRows,
  deleteOldRows,
  listOldRows,
  type OldRow,
  type OldRowsKind,
  oldRowsKinds,
  openIncidentsAmong,
  openPaymentsAmong,
  tableOf,
} from "../../store/old-rows.ts";
import type { Db } from "../../store/store.ts";
import type { Context } from "../context.ts";
import type { Retention } from "./retention.ts";

export type PurgeInput = {
  retention: Retention;
  /** Only counts. */
  dryRun: boolean;
  /** Between two batches; false ends the purge here. */
  mayGoOn?(progress: { done: number; of: number }): Promise<boolean>;
};

export type Purged = { kind: OldRowsKind; days: number; old: number; deleted: number; kept: number };

const dayMs = 24 * 3600 * 1000;
const batch = 200;
/** Nothing more comes from these by itself; `paid` is at its end where the notification is years old. */
const endStates = ["finished", "refunded", "closed", "paid"];
const refundEndStates = ["succeeded", "failed"];

type Purging = Pick<Context, "store" | "nowMs" | "metrics">;

export async function purgeOldRows(context: Purging, input: PurgeInput): Promise<Purged[]> {
  const nowMs = context.nowMs();
  const plan: { kind: OldRowsKind; beforeMs: number; old: number }[] = [];
  for (const kind of oldRowsKinds) {
    const beforeMs = nowMs - input.retention[kind] * dayMs;
    plan.push({ kind, beforeMs, old: await context.store.run((db) => countOldRows(db, kind, beforeMs)) });
  }
  const progress = { done: 0, of: plan.reduce((sum, { old }) => sum + old, 0) };
  const purged: Purged[] = [];
  for (const { kind, beforeMs, old } of plan) {
    const { deleted, kept } = await purgeKind(context, { kind, beforeMs, input, progress });
    purged.push({ kind, days: input.retention[kind], old, deleted, kept });
  }
  return purged;
}

type KindInput = { kind: OldRowsKind; beforeMs: number; input: PurgeInput; progress: { done: number; of: number } };

async function purgeKind(context: Purging, o: KindInput): Promise<{ deleted: number; kept: number }> {
  const { kind, beforeMs, input, progress } = o;
  let after = { atMs: -1, id: "" };
  let deleted = 0;
  let kept = 0;
  for (;;) {
    const rows = await context.store.run((db) => listOldRows(db, kind, { beforeMs, after, limit: batch }));
    const last = rows.at(-1);
    if (last === undefined) return { deleted, kept };
    const gone = await context.store.inTransaction(async (db) => {
      const free = await unneeded(db, kind, rows);
      return input.dryRun ? free.length : deleteOldRows(db, kind, { beforeMs, rows: free });
    });
    if (!input.dryRun && gone > 0) context.metrics.count("dedepay_purged_rows_total", { table: tableOf(kind) }, gone);
    deleted += gone;
    kept += rows.length - gone;
    progress.done += rows.length;
    after = last;
    if (input.mayGoOn !== undefined && !(await input.mayGoOn(progress))) return { deleted, kept };
  }
}

async function unneeded(db: Db, kind: OldRowsKind, rows: readonly OldRow[]): Promise<OldRow[]> {
  const paymentIds = rows.flatMap(({ paymentId }) => (paymentId === null ? [] : [paymentId]));
  const open = await openPaymentsAmong(db, paymentIds, { endStates, refundEndStates });
  const groups = rows.flatMap(({ incidentGroup }) => (incidentGroup === null ? [] : [incidentGroup]));
  const incidents = await openIncidentsAmong(db, groups);
  return rows.filter(({ paymentId, incidentGroup, atMs }) => {
    if (paymentId !== null) return !open.has(paymentId);
    const lastSeenAtMs = incidentGroup === null ? undefined : incidents.get(incidentGroup);
    if (lastSeenAtMs === undefined) return true;
    // Whoever forges every day keeps his incident open; its newest evidence is enough.
    return kind === "refused_notifications" && atMs < lastSeenAtMs;
  });
}
