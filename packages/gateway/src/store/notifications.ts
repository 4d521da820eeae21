// What was posted to us, as raw bytes. A message that comes again is counted, not stored again.
import { assertEach, changesOfEach, eachItsOwn, type Update, withSameColumns } from "./each-its-own.ts";
import { insertIfAbsent } from "./insert-if-absent.ts";
import { insertEach } from "./insert-rows.ts";
import { type Pair, pairIn, pairKey } from "./pairs.ts";
import type { Db } from "./store.ts";
import type { NotificationsTable } from "./tables/notifications.ts";
import { together } from "./together.ts";

/** True: new. False: the same message was there; its count went up. */
export const recordNotification: (db: Db, row: NotificationsTable) => Promise<boolean> = together(async (db, rows) => {
  const [only, another] = rows;
  return only !== undefined && another === undefined ? [await recordOne(db, only)] : recordSeveral(db, rows);
});

/**
 * The same for a message that can hardly have been there: nobody looks before it is written. Where it was, a group is undone and
 * its units find out by themselves.
 */
export const recordNewNotification: (db: Db, row: NotificationsTable) => Promise<boolean> = together(
  async (db, rows) => {
    const [only, another] = rows;
    if (only !== undefined && another === undefined) return [await recordOne(db, only)];
    await insertEach(db, "notifications", rows);
    return rows.map(() => true);
  },
);

async function recordOne(db: Db, row: NotificationsTable): Promise<boolean> {
  if (await insertIfAbsent(db, "notifications", row)) return true;
  await db
    .updateTable("notifications")
    .set((eb) => ({ copies: eb("copies", "+", 1), lastReceivedAtMs: row.receivedAtMs }))
    .where("accountId", "=", row.accountId)
    .where("messageKey", "=", row.messageKey)
    .execute();
  return false;
}

async function recordSeveral(db: Db, rows: readonly NotificationsTable[]): Promise<boolean[]> {
  const pairs = rows.map(({ accountId, messageKey }): Pair => [accountId, messageKey]);
  const known = await db
    .selectFrom("notifications")
    .select(["id", "accountId", "messageKey"])
    .where(pairIn(db, ["accountId", "messageKey"], pairs))
    .execute();
  const key = (row: Pick<NotificationsTable, "accountId" | "messageKey">): string =>
    pairKey(row.accountId, row.messageKey);
  const ids = new Map(known.map((row) => [key(row), row.id]));
  const fresh = rows.filter((row) => !ids.has(key(row)));
  if (fresh.length > 0) await insertEach(db, "notifications", fresh);
  const again = rows.flatMap((row): [string, number][] => {
    const id = ids.get(key(row));
    return id === undefined ? [] : [[id, row.receivedAtMs]];
  });
  if (again.length > 0) await countSeveral(db, again);
  return rows.map((row) => !ids.has(key(row)));
}

async function countSeveral(db: Db, again: readonly [id: string, receivedAtMs: number][]): Promise<void> {
  const result = await db
    .updateTable("notifications")
    .set((eb) => ({ copies: eb("copies", "+", 1), lastReceivedAtMs: eachItsOwn("lastReceivedAtMs", again) }))
    .where(
      "id",
      "in",
      again.map(([id]) => id),
    )
    .executeTakeFirst();
  assertEach("notifications", { wanted: again.length, done: result.numUpdatedRows });
}

type NotificationChanges = Partial<Pick<NotificationsTable, "outcome" | "reason" | "paymentId" | "attemptId">>;
type NotificationUpdate = Update<NotificationChanges> & { accountId: string };

/** A message that was kept undecided and has come again with a result. */
export async function updateNotification(
  db: Db,
  { accountId, messageKey }: { accountId: string; messageKey: string },
  changes: NotificationChanges,
): Promise<void> {
  await writeUpdate(db, { accountId, id: messageKey, changes });
}

const writeUpdate: (db: Db, update: NotificationUpdate) => Promise<void> = together(async (db, updates) => {
  for (const accountId of new Set(updates.map((update) => update.accountId))) {
    const ofAccount = updates.filter((update) => update.accountId === accountId);
    for (const alike of withSameColumns(ofAccount)) {
      await db
        .updateTable("notifications")
        .set(changesOfEach(alike, "messageKey").set())
        .where("accountId", "=", accountId)
        .where(
          "messageKey",
          "in",
          alike.map(({ id }) => id),
        )
        .execute();
    }
  }
  return updates.map(() => undefined);
});

export async function findNotification(
  db: Db,
  accountId: string,
  messageKey: string,
): Promise<NotificationsTable | undefined> {
  return db
    .selectFrom("notifications")
    .selectAll()
    .where("accountId", "=", accountId)
    .where("messageKey", "=", messageKey)
    .executeTakeFirst();
}

/** How many messages that did not verify were kept for this account since a moment. */
export async function countUnverified(db: Db, accountId: string, sinceMs: number): Promise<number> {
  const row = await db
    .selectFrom("notifications")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("accountId", "=", accountId)
    .where("verified", "=", 0)
    .where("receivedAtMs", ">=", sinceMs)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export async function listNotifications(db: Db, paymentId: string): Promise<Omit<NotificationsTable, "raw">[]> {
  return db
    .selectFrom("notifications")
    .select(["id", "accountId", "messageKey", "paymentId", "attemptId", "contentType", "remoteAddress", "verified"])
    .select(["outcome", "reason", "tradeNo", "outTradeNo", "tradeStatus", "copies", "requestId"])
    .select(["receivedAtMs", "lastReceivedAtMs"])
    .where("paymentId", "=", paymentId)
    .orderBy("receivedAtMs")
    .orderBy("id")
    .execute();
}
