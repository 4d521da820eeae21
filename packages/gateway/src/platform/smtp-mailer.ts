// Mail out, through nodemailer: one connection a mail, certificates always checked, limits on each wait, and neither files
// nor addresses are read while a message is put together.
import type { NodemailerError } from "nodemailer";
import { hopOf } from "./http-failure.ts";
import { type Mail, MailFailure, type MailFailureKind, type MailSend, type SmtpServer } from "./mail.ts";

const waitMs = 15_000;
const answerCharacters = 200;

/** `ca`: besides those that Node trusts. */
export function createSmtpMailer(options: { ca?: string } = {}): MailSend {
  return (server, mail) => send(server, mail, options.ca);
}

async function send(server: SmtpServer, { from, to, subject, text }: Mail, ca: string | undefined): Promise<void> {
  const { host, port, security, user, password } = server;
  // Not everybody has a mailbox; the library is loaded with the first mail.
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({
    host,
    port,
    secure: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    tls: { rejectUnauthorized: true, ...(ca !== undefined && { ca }) },
    ...(user !== undefined && { auth: { user, pass: password ?? "" } }),
    connectionTimeout: waitMs,
    greetingTimeout: waitMs,
    socketTimeout: waitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const sent = await transport.sendMail({ from, to: [...to], subject, text });
    // Some mailboxes taken and some refused is no error to the library; the owner wants to know.
    if (sent.rejected.length > 0) throw new MailFailure("refused", { code: "EENVELOPE", answer: sent.response });
  } catch (error) {
    throw failureOf(error);
  } finally {
    transport.close();
  }
}

function failureOf(error: unknown): unknown {
  if (error instanceof MailFailure || !isMailError(error)) return error;
  const answer = error.response?.replaceAll(/\s+/g, " ").slice(0, answerCharacters);
  // Below "socket trouble" the library keeps the system's own code.
  const code = error.originalCode ?? error.code;
  return new MailFailure(kindOf(error.code, code), { code, answer, cause: error });
}

type MailError = NodemailerError & { code: string; originalCode?: string };

function isMailError(error: unknown): error is MailError {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}

function kindOf(code: string, systemCode: string): MailFailureKind {
  if (code === "ETIMEDOUT") return "timeout";
  if (code === "ETLS" || hopOf(systemCode) === "tls") return "tls";
  const refusals = ["EAUTH", "EENVELOPE", "EMESSAGE", "ENOAUTH", "EPROTOCOL"];
  return refusals.includes(code) ? "refused" : "network";
}
