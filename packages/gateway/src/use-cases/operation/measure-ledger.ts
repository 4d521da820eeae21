// The figures that are measured when somebody asks for them.
import type { Measurement } from "../../platform/metrics.ts";
import {
  countOpenIncidents,
  countOutbox,
  countUnknownPayments,
  countUnknownRefunds,
  oldestDue,
} from "../../store/ledger-figures.ts";
import type { Context } from "../context.ts";
import { checkReadiness } from "./check-readiness.ts";

/** What the store says is left out where it is down: `dedepay_ready` tells. */
export async function measureLedger(context: Context): Promise<Measurement[]> {
  const checks = await checkReadiness(context);
  const measured: Measurement[] = checks.map(({ name, ready }) => ({
    name: "dedepay_ready",
    labels: { check: name },
    value: ready ? 1 : 0,
  }));
  const aheadMs = context.clockAheadMs();
  if (aheadMs !== undefined) measured.push({ name: "dedepay_clock_ahead_seconds", value: aheadMs / 1000 });
  const space = await context.diskSpace?.();
  if (space !== undefined) measured.push({ name: "dedepay_disk_free_bytes", value: space.freeBytes });
  if (checks.some(({ name, ready }) => name === "store" && !ready)) return measured;
  return [...measured, ...(await storedFigures(context))];
}

async function storedFigures(context: Context): Promise<Measurement[]> {
  const nowMs = context.nowMs();
  return context.store.run(async (db) => [
    ...(await countOutbox(db)).map(
      ({ kind, status, rows }): Measurement => ({ name: "dedepay_outbox_rows", labels: { kind, status }, value: rows }),
    ),
    ...(await oldestDue(db, nowMs)).map(
      ({ kind, sinceMs }): Measurement => ({
        name: "dedepay_outbox_oldest_due_seconds",
        labels: { kind },
        value: (nowMs - sinceMs) / 1000,
      }),
    ),
    { name: "dedepay_unknown_outcomes", labels: { of: "payment" }, value: (await countUnknownPayments(db)).rows },
    { name: "dedepay_unknown_outcomes", labels: { of: "refund" }, value: await countUnknownRefunds(db) },
    { name: "dedepay_incidents_open", value: await countOpenIncidents(db) },
  ]);
}
