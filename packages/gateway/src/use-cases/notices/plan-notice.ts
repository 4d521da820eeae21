// When the owner hears of an incident over a channel: at once; or with the next message where the same cause was told a
// moment ago; or after his quiet hours, unless money is at risk.

import { insertOwnerNotice, lastToldMs, listNoticeChannelRows } from "../../store/notices.ts";
import { insertOutboxRow, newOutboxRow } from "../../store/outbox-rows.ts";
import type { Db } from "../../store/store.ts";
import type { IncidentsTable } from "../../store/tables/incidents.ts";
import type { NoticeChannelsTable } from "../../store/tables/notices.ts";
import type { Context } from "../context.ts";
import { severityOf } from "../incidents/incident-causes.ts";
import { afterQuiet } from "./quiet-hours.ts";

/** One message of a cause over a channel in this time; what comes meanwhile is in the next one. */
const windowMs = 30 * 60_000;

export async function planNotices(context: Context, db: Db, incident: IncidentsTable): Promise<void> {
  for (const channel of await listNoticeChannelRows(db)) {
    // A channel that fails is not told over itself.
    if (incident.cause === "notice-undeliverable" && incident.groupKey.endsWith(`:${channel.id}`)) continue;
    const nowMs = context.nowMs();
    const dueAtMs = await dueMs(db, { channel, cause: incident.cause, nowMs });
    await insertOwnerNotice(db, {
      id: context.newId("ntc"),
      channelId: channel.id,
      incidentId: incident.id,
      cause: incident.cause,
      dueAtMs,
      messageId: null,
      sentAtMs: null,
      createdAtMs: nowMs,
    });
    await oweMessage(context, db, { channelId: channel.id, dueAtMs });
  }
}

async function dueMs(db: Db, o: { channel: NoticeChannelsTable; cause: string; nowMs: number }): Promise<number> {
  const { channel, cause, nowMs } = o;
  const toldAtMs = await lastToldMs(db, { channelId: channel.id, cause });
  const dueAtMs = toldAtMs === undefined ? nowMs : Math.max(nowMs, toldAtMs + windowMs);
  const { quietFromMinute: fromMinute, quietToMinute: toMinute } = channel;
  if (fromMinute === null || toMinute === null || severityOf(cause) === "money") return dueAtMs;
  return afterQuiet(dueAtMs, { fromMinute, toMinute });
}

async function oweMessage(context: Context, db: Db, o: { channelId: string; dueAtMs: number }): Promise<void> {
  const nowMs = context.nowMs();
  const id = context.newId("dlv");
  await insertOutboxRow(
    db,
    newOutboxRow({
      id,
      // Several notices that wait for the same moment are one message.
      uniqueKey: `owner_message:${o.channelId}:${o.dueAtMs > nowMs ? o.dueAtMs : id}`,
      kind: "owner_message",
      payload: { channelId: o.channelId },
      availableAtMs: o.dueAtMs,
      nowMs,
    }),
  );
}
