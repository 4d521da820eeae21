// What each site refunded on each Beijing day: one row a day, so that two refunds at once cannot both take the rest.
import { insertIfAbsent } from "./insert-if-absent.ts";
import type { Db } from "./store.ts";

/** The limit of a site per Beijing day, fen; undefined: none. */
export async function findRefundLimit(db: Db, siteId: string): Promise<bigint | undefined> {
  const row = await db
    .selectFrom("siteLimits")
    .select("refundDailyFen")
    .where("siteId", "=", siteId)
    .executeTakeFirst();
  return row?.refundDailyFen ?? undefined;
}

export async function putRefundLimit(db: Db, siteId: string, refundDailyFen: bigint | null): Promise<void> {
  if (await insertIfAbsent(db, "siteLimits", { siteId, refundDailyFen })) return;
  await db.updateTable("siteLimits").set({ refundDailyFen }).where("siteId", "=", siteId).execute();
}

export async function usedRefundFen(db: Db, siteId: string, day: string): Promise<bigint> {
  const row = await db
    .selectFrom("refundBudgets")
    .select("usedFen")
    .where("siteId", "=", siteId)
    .where("day", "=", day)
    .executeTakeFirst();
  return row?.usedFen ?? 0n;
}

/** Takes an amount from the day's limit. False where it does not fit. */
export async function takeRefundBudget(
  db: Db,
  at: { siteId: string; day: string },
  o: { amountFen: bigint; limitFen: bigint | undefined },
): Promise<boolean> {
  await insertIfAbsent(db, "refundBudgets", { ...at, usedFen: 0n });
  let update = db
    .updateTable("refundBudgets")
    .set((eb) => ({ usedFen: eb("usedFen", "+", o.amountFen) }))
    .where("siteId", "=", at.siteId)
    .where("day", "=", at.day);
  if (o.limitFen !== undefined) update = update.where("usedFen", "<=", o.limitFen - o.amountFen);
  return (await update.executeTakeFirst()).numUpdatedRows === 1n;
}

/** A refund that did not happen gives its amount back. */
export async function giveBackRefundBudget(
  db: Db,
  at: { siteId: string; day: string },
  amountFen: bigint,
): Promise<void> {
  await db
    .updateTable("refundBudgets")
    .set((eb) => ({ usedFen: eb("usedFen", "-", amountFen) }))
    .where("siteId", "=", at.siteId)
    .where("day", "=", at.day)
    .execute();
}
