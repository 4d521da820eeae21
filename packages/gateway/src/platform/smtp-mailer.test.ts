import { afterEach, describe, expect, it } from "vitest";
import {
  type SmtpReceiver,
  type SmtpReceiverOptions,
  smtpCertificate,
  smtpReceiver,
} from "../testing/smtp-receiver.ts";
import type { SmtpServer } from "./mail.ts";
import { createSmtpMailer } from "./smtp-mailer.ts";

const open: SmtpReceiver[] = [];

afterEach(async () => {
  for (const receiver of open.splice(0)) await receiver.close();
});

async function receive(options: SmtpReceiverOptions): Promise<SmtpReceiver> {
  const receiver = await smtpReceiver(options);
  open.push(receiver);
  return receiver;
}

const mail = {
  from: "gateway@shop.test",
  to: ["owner@shop.test", "second@shop.test"],
  subject: "买家已付款",
  text: "正文\n.点",
};
const trusting = createSmtpMailer({ ca: smtpCertificate });
const at = ({ port }: SmtpReceiver, over: Partial<SmtpServer> = {}): SmtpServer => ({
  host: "127.0.0.1",
  port,
  security: "none",
  ...over,
});

function decoded(text: string): { subject: string; body: string } {
  const [head = "", ...rest] = text.split("\n\n");
  const subject = [.../=\?UTF-8\?B\?(.*?)\?=/gi[Symbol.matchAll](head)].map(([, part]) => part ?? "");
  const body = rest.join("\n\n");
  const isBase64 = /content-transfer-encoding: base64/i.test(head);
  return {
    subject: Buffer.concat(subject.map((part) => Buffer.from(part, "base64"))).toString("utf8"),
    body: isBase64 ? Buffer.from(body, "base64").toString("utf8") : body,
  };
}

describe("a mail", () => {
  it("arrives whole, in Chinese, at every recipient", async () => {
    const receiver = await receive({ security: "none" });
    await trusting(at(receiver), mail);
    const [got] = receiver.mails;
    expect(got).toMatchObject({ from: "gateway@shop.test", to: mail.to });
    expect(decoded(got?.text ?? "").subject).toBe("买家已付款");
    expect(decoded(got?.text ?? "").body.replaceAll("\r", "")).toContain("正文\n.点");
  });

  it.each(["tls", "starttls"] as const)("goes out under %s, the password never in clear", async (security) => {
    const receiver = await receive({ security, login: "owner word" });
    await trusting(at(receiver, { security, user: "owner", password: "word" }), mail);
    expect(receiver.mails).toMatchObject([{ secured: true }]);
    expect(receiver.logins).toEqual([{ text: "owner word", secured: true }]);
  });

  it.each(["tls", "starttls"] as const)(
    "is not handed to a server under %s whose certificate nobody vouches for",
    async (security) => {
      const receiver = await receive({ security, login: "owner word" });
      const sent = createSmtpMailer()(at(receiver, { security, user: "owner", password: "word" }), mail);
      await expect(sent).rejects.toMatchObject({ name: "MailFailure", kind: "tls" });
      expect(receiver.logins).toEqual([]);
      expect(receiver.mails).toEqual([]);
    },
  );

  it("is not sent in clear where the owner wants STARTTLS and the server has none", async () => {
    const receiver = await receive({ security: "none", login: "owner word" });
    const sent = trusting(at(receiver, { security: "starttls", user: "owner", password: "word" }), mail);
    await expect(sent).rejects.toMatchObject({ name: "MailFailure" });
    expect(receiver.logins).toEqual([]);
  });

  it("says what the server answered where it refuses the password", async () => {
    const receiver = await receive({ security: "tls", login: "owner word" });
    const sent = trusting(at(receiver, { security: "tls", user: "owner", password: "wrong" }), mail);
    await expect(sent).rejects.toMatchObject({ kind: "refused", code: "EAUTH", answer: "535 5.7.8 Login fail" });
    await expect(sent).rejects.not.toThrow(/wrong/);
  });

  it("fails where the server refuses a recipient, or nobody listens", async () => {
    const receiver = await receive({ security: "none", answers: { RCPT: "550 no such mailbox" } });
    await expect(trusting(at(receiver), mail)).rejects.toMatchObject({ kind: "refused" });
    await expect(trusting({ host: "127.0.0.1", port: 1, security: "none" }, mail)).rejects.toMatchObject({
      kind: "network",
    });
  });
});
