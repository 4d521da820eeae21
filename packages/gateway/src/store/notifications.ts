// What was posted to us, as raw bytes. A message that comes again is counted, not stored again.
import { insertIfAbsent } from "./insert-if-absent.ts";
import type { Db } from "./store.ts";
import type { NotificationsTable } from "./tables/notifications.ts";

/** True: new. False: the same message was there; its count went up. */
export async function recordNotification(db: Db, row: NotificationsTable): Promise<boolean> {
  if (await insertIfAbsent(db, "notifications", row)) return true;
  await db
    .updateTable("notifications")
    .set((eb) => ({ copies: eb("copies", "+", 1), lastReceivedAtMs: row.receivedAtMs }))
    .where("accountId", "=", row.accountId)
    .where("messageKey", "=", row.messageKey)
    .execute();
  return false;
}

/** A message that was kept undecided and has come again with a result. */
export async function updateNotification(
  db: Db,
  at: { accountId: string; messageKey: string },
  changes: Partial<Pick<NotificationsTable, "outcome" | "reason" | "paymentId" | "attemptId">>,
): Promise<void> {
  await db
    .updateTable("notifications")
    .set(changes)
    .where("accountId", "=", at.accountId)
    .where("messageKey", "=", at.messageKey)
    .execute();
}

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
