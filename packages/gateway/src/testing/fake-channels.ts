// The other end of the owner's channels: a chat robot and a mailbox, which keep what arrived and can be told to fail.

import type { Mail, MailSend, SmtpServer } from "../platform/mail.ts";
import type { HttpRequest, HttpSend } from "../platform/platform.ts";

export class FakeRobot {
  readonly received: { url: string; headers: Record<string, string>; body: Record<string, unknown>; raw: string }[] =
    [];
  /** Answers of the next requests; afterwards what both robots say when all is well. An error is thrown. */
  readonly nextAnswers: ({ status: number; body: string } | Error)[] = [];

  readonly send: HttpSend = async ({ url, headers, body }: HttpRequest) => {
    const raw = Buffer.from(body ?? new Uint8Array()).toString("utf8");
    this.received.push({ url, headers, raw, body: JSON.parse(raw) as Record<string, unknown> });
    const answer = this.nextAnswers.shift() ?? { status: 200, body: '{"errcode":0,"errmsg":"ok"}' };
    if (answer instanceof Error) throw answer;
    return { status: answer.status, headers: {}, body: Buffer.from(answer.body) };
  };
}

export class FakeMailbox {
  readonly received: { server: SmtpServer; mail: Mail }[] = [];
  /** What the next mails meet; afterwards they arrive. */
  readonly nextFailures: Error[] = [];

  /** The next mail arrives when this is resolved. */
  held: Promise<void> | undefined;

  readonly send: MailSend = async (server, mail) => {
    const { held } = this;
    this.held = undefined;
    await held;
    const failure = this.nextFailures.shift();
    if (failure !== undefined) throw failure;
    this.received.push({ server, mail });
  };
}
