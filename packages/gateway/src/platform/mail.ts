// The port through which mail leaves. It must not know the library that speaks SMTP.

/** `tls` from the first byte (465), `starttls` after a greeting (587), `none` only within one machine or without a password. */
export type SmtpSecurity = "tls" | "starttls" | "none";

export type SmtpServer = {
  host: string;
  port: number;
  security: SmtpSecurity;
  user?: string;
  password?: string;
};

export type Mail = { from: string; to: readonly string[]; subject: string; text: string };

/** Resolves when the server took the mail for every recipient; rejects with MailFailure. */
export type MailSend = (server: SmtpServer, mail: Mail) => Promise<void>;

/** `refused`: the server said no (wrong password, no such mailbox, …). */
export type MailFailureKind = "timeout" | "network" | "tls" | "refused";

export class MailFailure extends Error {
  readonly kind: MailFailureKind;
  /** EAUTH, EDNS, ECONNECTION, … */
  readonly code: string;
  /** The server's own number and words, cut; a server does not repeat a password. */
  readonly answer: string | undefined;

  constructor(kind: MailFailureKind, o: { code: string; answer?: string | undefined; cause?: unknown }) {
    super(`mail not sent: ${kind} (${o.code})`, o.cause === undefined ? {} : { cause: o.cause });
    this.name = "MailFailure";
    this.kind = kind;
    this.code = o.code;
    this.answer = o.answer;
  }
}
