// Channels to the owner, and the notices that wait for one. Settings are sealed bytes here.
import type { Db } from "./store.ts";
import type { NoticeChannelsTable, OwnerNoticesTable } from "./tables/notices.ts";

export async function insertNoticeChannel(db: Db, row: NoticeChannelsTable): Promise<void> {
  await db.insertInto("noticeChannels").values(row).execute();
}

export async function findNoticeChannel(db: Db, id: string): Promise<NoticeChannelsTable | undefined> {
  return db.selectFrom("noticeChannels").selectAll().where("id", "=", id).executeTakeFirst();
}

export async function listNoticeChannelRows(db: Db): Promise<NoticeChannelsTable[]> {
  return db.selectFrom("noticeChannels").selectAll().orderBy("createdAtMs").orderBy("id").execute();
}

/** With the notices that still wait for it. */
export async function deleteNoticeChannel(db: Db, id: string): Promise<void> {
  await db.deleteFrom("ownerNotices").where("channelId", "=", id).where("sentAtMs", "is", null).execute();
  await db.deleteFrom("noticeChannels").where("id", "=", id).execute();
}

export async function insertOwnerNotice(db: Db, row: OwnerNoticesTable): Promise<void> {
  await db.insertInto("ownerNotices").values(row).execute();
}

/** When a cause was told over a channel last; undefined: never. */
export async function lastToldMs(db: Db, o: { channelId: string; cause: string }): Promise<number | undefined> {
  const row = await db
    .selectFrom("ownerNotices")
    .select((eb) => eb.fn.max("sentAtMs").as("sentAtMs"))
    .where("channelId", "=", o.channelId)
    .where("cause", "=", o.cause)
    .executeTakeFirst();
  return numberOf(row?.sentAtMs);
}

/** Takes what is due and not yet taken for one message, so that two messages never carry the same. */
export async function takeDueNotices(
  db: Db,
  o: { channelId: string; messageId: string; nowMs: number },
): Promise<OwnerNoticesTable[]> {
  await db
    .updateTable("ownerNotices")
    .set({ messageId: o.messageId })
    .where("channelId", "=", o.channelId)
    .where("sentAtMs", "is", null)
    .where("messageId", "is", null)
    .where("dueAtMs", "<=", o.nowMs)
    .execute();
  return db
    .selectFrom("ownerNotices")
    .selectAll()
    .where("messageId", "=", o.messageId)
    .where("sentAtMs", "is", null)
    .orderBy("createdAtMs")
    .orderBy("id")
    .execute();
}

export async function markNoticesSent(db: Db, messageId: string, sentAtMs: number): Promise<void> {
  await db
    .updateTable("ownerNotices")
    .set({ sentAtMs })
    .where("messageId", "=", messageId)
    .where("sentAtMs", "is", null)
    .execute();
}

/** The message was given up: the next one of the channel carries them. */
export async function releaseNotices(db: Db, messageId: string): Promise<void> {
  await db
    .updateTable("ownerNotices")
    .set({ messageId: null })
    .where("messageId", "=", messageId)
    .where("sentAtMs", "is", null)
    .execute();
}

export async function channelState(
  db: Db,
  channelId: string,
): Promise<{ waiting: number; lastSentAtMs: number | undefined }> {
  const row = await db
    .selectFrom("ownerNotices")
    .select((eb) => [
      eb.fn.max("sentAtMs").as("lastSentAtMs"),
      eb.fn.sum(eb.case().when("sentAtMs", "is", null).then(1).else(0).end()).as("waiting"),
    ])
    .where("channelId", "=", channelId)
    .executeTakeFirst();
  return { waiting: Number(row?.waiting ?? 0), lastSentAtMs: numberOf(row?.lastSentAtMs) };
}

function numberOf(value: unknown): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}
