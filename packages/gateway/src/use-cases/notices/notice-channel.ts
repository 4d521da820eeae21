// What a channel to the owner is: its settings as they are sealed, checked when they are entered, and what may be shown of them.
import { DedepayError } from "@dedepay/errors";
import { assertNever } from "../../assert-never.ts";
import type { SmtpServer } from "../../platform/mail.ts";
import { invalidParameter } from "../refusals.ts";
import { httpOrigin } from "../sites/http-origin.ts";

export type NoticeSettings =
  | { kind: "mail"; smtp: SmtpServer; from: string; to: readonly string[] }
  /** A group's robot; the secret is the one of 加签, where the robot has it. */
  | { kind: "dingtalk"; url: string; secret?: string }
  | { kind: "wecom"; url: string }
  /** JSON, signed like a site's webhook where there is a secret. */
  | { kind: "webhook"; url: string; secret?: string };

export type NoticeKind = NoticeSettings["kind"];

/** Throws 1002 and 1012, naming the field. */
export function checkNoticeSettings(settings: NoticeSettings): void {
  switch (settings.kind) {
    case "mail":
      checkMail(settings);
      return;
    case "dingtalk":
    case "wecom":
    case "webhook":
      if (httpOrigin(settings.url) === undefined || settings.url.length > 2048)
        throw wrong("url", "https://…", "https://…");
      return;
    default:
      assertNever(settings);
  }
}

/** A mailbox is not proven by looking at it; what would break a header or a command is refused. */
const mailbox = /^[^\s<>"(),:;@[\\\]]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i;

function checkMail({ smtp, from, to }: Extract<NoticeSettings, { kind: "mail" }>): void {
  if (!/^[a-z0-9](?:[a-z0-9.:-]{0,251}[a-z0-9])?$/i.test(smtp.host))
    throw wrong("smtp.host", "smtp.qq.com", "smtp.qq.com");
  if (!Number.isInteger(smtp.port) || smtp.port < 1 || smtp.port > 65_535)
    throw wrong("smtp.port", "1 到 65535", "1 to 65535");
  if (to.length === 0) {
    throw new DedepayError(1012, { param: "to", detail: { zh: "缺少收件人", en: "There is no recipient" } });
  }
  if (to.length > 20 || !to.every((one) => mailbox.test(one)))
    throw wrong("to", "最多 20 个邮箱地址", "up to 20 mailboxes");
  if (!mailbox.test(from)) throw wrong("from", "邮箱地址", "a mailbox");
  const isLocal = ["localhost", "127.0.0.1", "::1"].includes(smtp.host);
  if (smtp.password !== undefined && smtp.security === "none" && !isLocal) {
    throw invalidParameter("smtp.security", {
      zh: "有密码的邮件服务器必须用 tls 或 starttls，否则密码会以明文经过网络",
      en: "A mail server with a password is reached by tls or starttls; otherwise the password crosses the network in clear",
    });
  }
}

function wrong(field: string, zh: string, en: string): DedepayError {
  return invalidParameter(field, { zh: `${field} 应为：${zh}`, en: `${field} should be: ${en}` });
}

/** Where it goes, with nothing secret: a robot's address is a secret itself. */
export function describeTarget(settings: NoticeSettings): string {
  switch (settings.kind) {
    case "mail":
      return `${settings.to.join(", ")} (${settings.smtp.host}:${settings.smtp.port})`;
    case "dingtalk":
    case "wecom":
    case "webhook":
      return `${new URL(settings.url).host} …${settings.url.slice(-4)}`;
    default:
      return assertNever(settings);
  }
}

export function noticeSettingsPlace(channelId: string): string {
  return `notice_channels/${channelId}/settings`;
}
