// Tells the owner: a new incident is planned for each channel, and each channel's due notices leave as one message. The log
// says it as well, at level error, where monitoring can pick it up.
import type { BilingualText } from "@dedepay/errors";
import { failureWord } from "../network-failure.ts";
import { HttpFailure } from "../platform/http-failure.ts";
import { MailFailure } from "../platform/mail.ts";
import { findIncident, findIncidents } from "../store/incidents.ts";
import { findNoticeChannel, markNoticesSent, releaseNotices, takeDueNotices } from "../store/notices.ts";
import type { NoticeChannelsTable } from "../store/tables/notices.ts";
import type { OutboxTable } from "../store/tables/outbox.ts";
import type { Context } from "../use-cases/context.ts";
import { describeIncidents } from "../use-cases/incidents/describe-incident.ts";
import { openIncident } from "../use-cases/incidents/open-incident.ts";
import { incidentIsOver } from "../use-cases/incidents/settle-incident.ts";
import { composeNotice } from "../use-cases/notices/compose-notice.ts";
import { type NoticeSettings, noticeSettingsPlace } from "../use-cases/notices/notice-channel.ts";
import { planNotices } from "../use-cases/notices/plan-notice.ts";
import type { Handler, HandlerResult } from "./handler.ts";
import { NoticeRefused, postNotice } from "./post-notice.ts";
import { nextTryInMs, type RetrySchedule } from "./retry-schedule.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const schedule: RetrySchedule = {
  delaysMs: [minuteMs, 5 * minuteMs, 15 * minuteMs, hourMs, 3 * hourMs],
  giveUpAfterMs: 24 * hourMs,
};

const usual: Pick<Handler, "afterFailure" | "leaseMs" | "worksInRecovery"> = {
  afterFailure: async ({ attempts, createdAtMs }, nowMs) =>
    nextTryInMs(schedule, { tries: attempts, sinceMs: createdAtMs, nowMs }),
  leaseMs: 2 * minuteMs,
  worksInRecovery: true,
};

export function incidentNoticeHandler(context: Context): Handler {
  return {
    ...usual,
    async handle(row) {
      const { incidentId } = JSON.parse(row.payloadJson) as { incidentId: string };
      const incident = await context.store.inTransaction(async (db) => {
        const found = await findIncident(db, incidentId);
        if (found !== undefined) await planNotices(context, db, found);
        return found;
      });
      if (incident === undefined) return { kind: "dead", why: "no_such_incident" };
      const title = JSON.parse(incident.titleJson) as BilingualText;
      const fields = { incidentId, cause: incident.cause, paymentId: row.paymentId ?? undefined };
      context.log.error(fields, `incident: ${title.zh}`);
      context.wakeRelay();
      return { kind: "done" };
    },
  };
}

export function ownerMessageHandler(context: Context): Handler {
  return {
    ...usual,
    handle: (row) => send(context, row),
    async onDead(db, row, why) {
      await releaseNotices(db, row.id);
      const { channelId } = JSON.parse(row.payloadJson) as { channelId: string };
      const channel = await findNoticeChannel(db, channelId);
      if (channel === undefined) return;
      await openIncident(context, db, {
        cause: "notice-undeliverable",
        group: failingGroup(channel),
        title: {
          zh: `提醒渠道“${channel.label}”一天都没有发送成功：${why}`,
          en: `The channel "${channel.label}" failed for a day: ${why}`,
        },
        evidence: { channelId, kind: channel.kind, why },
      });
    },
  };
}

async function send(context: Context, row: OutboxTable): Promise<HandlerResult> {
  const { channelId } = JSON.parse(row.payloadJson) as { channelId: string };
  const due = await context.store.inTransaction(async (db) => {
    const channel = await findNoticeChannel(db, channelId);
    if (channel === undefined) return undefined;
    const notices = await takeDueNotices(db, { channelId, messageId: row.id, nowMs: context.nowMs() });
    const rows = await findIncidents(db, [...new Set(notices.map(({ incidentId }) => incidentId))]);
    return { channel, incidents: await describeIncidents(db, rows, context.publicUrl()) };
  });
  // Removed meanwhile, or an earlier message carried them.
  if (due === undefined || due.incidents.length === 0) return { kind: "done" };
  const notice = composeNotice(due.incidents);
  try {
    await postNotice(context, settingsOf(context, due.channel), { notice, messageId: row.id });
  } catch (error) {
    const why = wordOf(error);
    context.log.warn({ channelId, why }, "owner not told");
    return { kind: "retry", why };
  }
  await context.store.inTransaction(async (db) => {
    await markNoticesSent(db, row.id, context.nowMs());
    const note = "渠道又能发送了 · the channel works again";
    await incidentIsOver(context, db, { group: failingGroup(due.channel), note });
  });
  context.log.info({ channelId, incidents: due.incidents.length }, "owner told");
  return { kind: "done" };
}

function settingsOf({ sealer }: Context, channel: NoticeChannelsTable): NoticeSettings {
  return JSON.parse(sealer.open(channel.settingsSealed, noticeSettingsPlace(channel.id))) as NoticeSettings;
}

/** The word for what an expected failure was; anything else is a bug and goes on. */
function wordOf(error: unknown): string {
  if (error instanceof HttpFailure) return failureWord(error);
  if (error instanceof NoticeRefused) return error.word;
  if (error instanceof MailFailure) return `mail_${error.kind}:${error.code}`;
  throw error;
}

function failingGroup({ id }: NoticeChannelsTable): string {
  return `notice-undeliverable:${id}`;
}
