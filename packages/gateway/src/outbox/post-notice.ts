// Carries a notice over one channel: a mail, the group robots of DingTalk and WeCom, or JSON for a program of the owner's.
import { createHmac } from "node:crypto";
import { assertNever } from "../assert-never.ts";
import type { HttpResponse } from "../platform/platform.ts";
import { callOut } from "../use-cases/call-out.ts";
import type { Context } from "../use-cases/context.ts";
import type { Notice, NoticeSection } from "../use-cases/notices/compose-notice.ts";
import type { NoticeSettings } from "../use-cases/notices/notice-channel.ts";
import { noticeMarkdown, noticeText } from "./notice-text.ts";
import { webhookSignature } from "./webhook-signature.ts";

type Needs = Pick<Context, "platform" | "nowMs">;

/** The channel answered, and said no. `word` is for lists: `errcode_310000`, `http_404`. */
export class NoticeRefused extends Error {
  readonly word: string;
  readonly answer: string;

  constructor(word: string, answer: string) {
    super(`notice refused: ${word}`);
    this.name = "NoticeRefused";
    this.word = word;
    this.answer = answer;
  }
}

const timeoutMs = 10_000;
/** DingTalk takes about 20 000 bytes of text, WeCom 4096 of Markdown. */
const dingtalkBytes = 18_000;
const wecomBytes = 4096;
const answerCharacters = 200;

/** Rejects with HttpFailure or MailFailure (the way failed) or NoticeRefused. `messageId` stays the same when it is sent again. */
export async function postNotice(
  context: Needs,
  settings: NoticeSettings,
  { notice, messageId }: { notice: Notice; messageId: string },
): Promise<void> {
  switch (settings.kind) {
    case "mail": {
      const { smtp, from, to } = settings;
      await context.platform.mail(smtp, { from, to, subject: notice.subject, text: noticeText(notice) });
      return;
    }
    case "dingtalk": {
      const markdown = { title: notice.subject, text: noticeMarkdown(notice, dingtalkBytes) };
      const url = settings.secret === undefined ? settings.url : signedDingtalkUrl(settings, context.nowMs());
      assertErrcode(await postJson(context, { url, body: { msgtype: "markdown", markdown } }));
      return;
    }
    case "wecom": {
      const markdown = { content: noticeMarkdown(notice, wecomBytes) };
      assertErrcode(await postJson(context, { url: settings.url, body: { msgtype: "markdown", markdown } }));
      return;
    }
    case "webhook": {
      const { url, secret } = settings;
      const body = { id: messageId, type: "incidents", subject: notice.subject, causes: notice.sections.map(causeOf) };
      assertOk(await postJson(context, { url, body, secret }));
      return;
    }
    default:
      assertNever(settings);
  }
}

/** 加签: base64 of HMAC-SHA256 under the secret over "timestamp\nsecret", as query parameters; times in milliseconds. */
export function signedDingtalkUrl(robot: { url: string; secret?: string }, nowMs: number): string {
  const secret = robot.secret ?? "";
  const url = new URL(robot.url);
  url.searchParams.set("timestamp", String(nowMs));
  url.searchParams.set("sign", createHmac("sha256", secret).update(`${nowMs}\n${secret}`).digest("base64"));
  return url.href;
}

type JsonPost = { url: string; body: Record<string, unknown>; secret?: string | undefined };

async function postJson(context: Needs, { url, body, secret }: JsonPost): Promise<HttpResponse> {
  const bytes = Buffer.from(JSON.stringify(body));
  const timestamp = Math.floor(context.nowMs() / 1000);
  return callOut(context, {
    method: "POST",
    url,
    registeredOrigins: [new URL(url).origin],
    headers: {
      "content-type": "application/json; charset=utf-8",
      "user-agent": "dedepay",
      ...(secret !== undefined && {
        "dedepay-timestamp": String(timestamp),
        "dedepay-signature": webhookSignature([secret], timestamp, bytes),
      }),
    },
    body: bytes,
    timeoutMs,
  });
}

function causeOf(section: NoticeSection): Record<string, unknown> {
  const { cause, severity, title, payments, amountFen, count, isOver, causeUrl, incidentIds, todo } = section;
  return {
    ...{ cause, severity, title, payments, amount_fen: Number(amountFen), count, state: isOver ? "resolved" : "open" },
    ...{ first_seen_at: section.firstSeenAt, last_seen_at: section.lastSeenAt, cause_url: causeUrl },
    ...{ incidents: incidentIds, todo },
  };
}

function assertOk(reply: HttpResponse): void {
  if (reply.status < 200 || reply.status >= 300) throw new NoticeRefused(`http_${reply.status}`, excerpt(reply));
}

/** Both robots answer 200 whatever happened; what happened is errcode. */
function assertErrcode(reply: HttpResponse): void {
  assertOk(reply);
  const errcode = errcodeOf(reply);
  if (errcode !== 0) throw new NoticeRefused(`errcode_${errcode ?? "missing"}`, excerpt(reply));
}

function errcodeOf(reply: HttpResponse): number | undefined {
  try {
    const answer = JSON.parse(Buffer.from(reply.body).toString("utf8")) as { errcode?: unknown } | null;
    return typeof answer?.errcode === "number" ? answer.errcode : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function excerpt(reply: HttpResponse): string {
  return Buffer.from(reply.body).toString("utf8").replaceAll(/\s+/g, " ").slice(0, answerCharacters);
}
