// The owner's channels: added, listed, tried out, removed. What is secret in them is sealed and never shown again.
import { DedepayError } from "@dedepay/errors";
import { failedWay } from "../../network-failure.ts";
import { NoticeRefused, postNotice } from "../../outbox/post-notice.ts";
import { HttpFailure } from "../../platform/http-failure.ts";
import { MailFailure } from "../../platform/mail.ts";
import {
  channelState,
  deleteNoticeChannel,
  findNoticeChannel,
  insertNoticeChannel,
  listNoticeChannelRows,
} from "../../store/notices.ts";
import type { Db } from "../../store/store.ts";
import type { NoticeChannelsTable } from "../../store/tables/notices.ts";
import type { Context } from "../context.ts";
import { causeUrl } from "../incidents/describe-incident.ts";
import { isoTime } from "../payments/describe-payment.ts";
import { actorOf, type ByOwner, recordAudit } from "../record-audit.ts";
import { invalidParameter, notFound } from "../refusals.ts";
import type { Notice } from "./compose-notice.ts";
import { checkNoticeSettings, describeTarget, type NoticeSettings, noticeSettingsPlace } from "./notice-channel.ts";
import { readQuietHours, writeQuietHours } from "./quiet-hours.ts";

export type AddNoticeChannelInput = ByOwner & {
  label: string;
  settings: NoticeSettings;
  /** `22:30-08:00`, Beijing. Left out: told at any hour. */
  quiet?: string;
};

export type NoticeChannelDocument = {
  id: string;
  kind: string;
  label: string;
  /** Where it goes, with nothing secret. */
  target: string;
  quiet: string | null;
  /** Notices which are planned or being tried. */
  waiting: number;
  last_sent_at: string | null;
  created_at: string;
};

/** Throws 1002 and 1012. */
export async function addNoticeChannel(context: Context, input: AddNoticeChannelInput): Promise<NoticeChannelDocument> {
  const { settings, label, requestId } = input;
  checkNoticeSettings(settings);
  if (label.trim() === "" || label.length > 64 || /\p{Cc}/u.test(label))
    throw invalidParameter("label", { zh: "名称须为 1 到 64 个字符", en: "A label has 1 to 64 characters" });
  const quiet = input.quiet === undefined ? undefined : readQuietHours(input.quiet);
  if (input.quiet !== undefined && quiet === undefined)
    throw invalidParameter("quiet", { zh: "免打扰时段形如 22:30-08:00", en: "Quiet hours look like 22:30-08:00" });
  const id = context.newId("nch");
  const row: NoticeChannelsTable = {
    id,
    kind: settings.kind,
    label,
    settingsSealed: context.sealer.seal(JSON.stringify(settings), noticeSettingsPlace(id)),
    quietFromMinute: quiet?.fromMinute ?? null,
    quietToMinute: quiet?.toMinute ?? null,
    createdAtMs: context.nowMs(),
  };
  return context.store.inTransaction(async (db) => {
    await insertNoticeChannel(db, row);
    await recordAudit(context, db, {
      actor: actorOf(input),
      action: "notice.added",
      subject: id,
      after: { kind: settings.kind, label, target: describeTarget(settings), quiet: input.quiet },
      requestId,
    });
    return describe(context, db, row);
  });
}

export async function listNoticeChannels(context: Context): Promise<NoticeChannelDocument[]> {
  return context.store.run(async (db) => {
    const documents: NoticeChannelDocument[] = [];
    for (const row of await listNoticeChannelRows(db)) documents.push(await describe(context, db, row));
    return documents;
  });
}

export type NoticeChannelInput = ByOwner & { channelId: string };

/** What waits for it is not sent any more. Throws 1009. */
export async function removeNoticeChannel(context: Context, input: NoticeChannelInput): Promise<void> {
  const { channelId, requestId } = input;
  await context.store.inTransaction(async (db) => {
    const row = await load(db, channelId);
    await deleteNoticeChannel(db, channelId);
    const before = { kind: row.kind, label: row.label };
    await recordAudit(context, db, {
      actor: actorOf(input),
      action: "notice.removed",
      subject: channelId,
      before,
      requestId,
    });
  });
}

/** Sends a message that says it is one, now. Throws 1009; 1014 and 1015 where the way failed, 1010 where the other side refused. */
export async function testNoticeChannel(context: Context, input: NoticeChannelInput): Promise<void> {
  const row = await context.store.run((db) => load(db, input.channelId));
  const settings = settingsOf(context, row);
  try {
    await postNotice(context, settings, { notice: testNotice(context), messageId: context.newId("dlv") });
  } catch (error) {
    throw refusalOf(error, row.label);
  }
}

function testNotice(context: Context): Notice {
  const now = isoTime(context.nowMs());
  return {
    subject: "[dedepay] 测试：提醒渠道可以用",
    sections: [
      {
        cause: "test",
        severity: "notice",
        title: { zh: "这是一条测试提醒，没有发生任何异常", en: "This is a test; nothing went wrong" },
        payments: 0,
        amountFen: 0n,
        count: 1,
        isOver: false,
        firstSeenAt: now,
        lastSeenAt: now,
        todo: { zh: "什么都不用做。", en: "Nothing." },
        causeUrl: causeUrl(context.publicUrl(), "notice-undeliverable"),
        incidentIds: ["inc_test"],
      },
    ],
  };
}

function refusalOf(error: unknown, label: string): unknown {
  const what = { zh: `渠道“${label}”发送失败`, en: `The channel "${label}" failed` };
  if (error instanceof HttpFailure) {
    return new DedepayError(error.kind === "timeout" ? 1014 : 1015, { ...failedWay(error, what), cause: error });
  }
  if (error instanceof NoticeRefused) return refused(what, { word: error.word, answer: error.answer, cause: error });
  if (!(error instanceof MailFailure)) return error;
  const { kind, code, answer = "" } = error;
  if (kind === "refused") return refused(what, { word: code, answer, cause: error });
  const said = `${kind}:${code}${answer === "" ? "" : ` ${answer}`}`;
  return new DedepayError(kind === "timeout" ? 1014 : 1015, {
    detail: { zh: `${what.zh}：连接邮件服务器失败（${said}）`, en: `${what.en}: no way to the mail server (${said})` },
    extra: { hop: kind === "tls" ? "tls" : "connect", reason: code },
    cause: error,
  });
}

type Refused = { word: string; answer: string; cause: unknown };

function refused(what: { zh: string; en: string }, { word, answer, cause }: Refused): DedepayError {
  return new DedepayError(1010, {
    owner: "merchant",
    detail: { zh: `${what.zh}：对方拒绝（${word}）${answer}`, en: `${what.en}: it was refused (${word}) ${answer}` },
    extra: { reason: word },
    cause,
  });
}

async function load(db: Db, channelId: string): Promise<NoticeChannelsTable> {
  const row = await findNoticeChannel(db, channelId);
  if (row === undefined) throw notFound({ zh: "提醒渠道", en: "channel" }, channelId);
  return row;
}

function settingsOf({ sealer }: Context, row: NoticeChannelsTable): NoticeSettings {
  return JSON.parse(sealer.open(row.settingsSealed, noticeSettingsPlace(row.id))) as NoticeSettings;
}

async function describe(context: Context, db: Db, row: NoticeChannelsTable): Promise<NoticeChannelDocument> {
  const { waiting, lastSentAtMs } = await channelState(db, row.id);
  const { quietFromMinute: fromMinute, quietToMinute: toMinute } = row;
  return {
    id: row.id,
    kind: row.kind,
    label: row.label,
    target: describeTarget(settingsOf(context, row)),
    quiet: fromMinute === null || toMinute === null ? null : writeQuietHours({ fromMinute, toMinute }),
    waiting,
    last_sent_at: lastSentAtMs === undefined ? null : isoTime(lastSentAtMs),
    created_at: isoTime(row.createdAtMs),
  };
}
