// A mail server with as much SMTP as a test needs (RFC 5321, STARTTLS of RFC 3207, AUTH PLAIN of RFC 4616): keeps the mails and
// the passwords that were said, and answers what the test wants.
import { readFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createSecureContext, createServer as createSecureServer, TLSSocket } from "node:tls";

const testdata = new URL("./testdata/", import.meta.url);
const key = readFileSync(new URL("smtp-key.pem", testdata));
export const smtpCertificate: string = readFileSync(new URL("smtp-certificate.pem", testdata), "utf8");

export type SmtpReceiverOptions = {
  security: "tls" | "starttls" | "none";
  /** `user password`; nobody else may send. */
  login?: string;
  /** Answers to commands by their first word; "silence": none. */
  answers?: Readonly<Record<string, string>>;
};

export type ReceivedMail = { from: string; to: string[]; text: string; secured: boolean };

export type SmtpReceiver = {
  port: number;
  mails: ReceivedMail[];
  /** What was said as AUTH PLAIN, and whether anybody could have listened. */
  logins: { text: string; secured: boolean }[];
  close(): Promise<void>;
};

export async function smtpReceiver(options: SmtpReceiverOptions): Promise<SmtpReceiver> {
  const receiver: Omit<SmtpReceiver, "port" | "close"> = { mails: [], logins: [] };
  const open = new Set<Socket>();
  const secure = { key, cert: smtpCertificate };
  const attend = (socket: Socket): void => {
    open.add(socket);
    socket.on("error", () => socket.destroy());
    socket.write("220 receiver.test ESMTP\r\n");
    new Conversation(socket, { ...options, ...receiver, secured: options.security === "tls" });
  };
  const server: Server = options.security === "tls" ? createSecureServer(secure, attend) : createServer(attend);
  server.on("tlsClientError", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    ...receiver,
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Spoken = SmtpReceiverOptions & Omit<SmtpReceiver, "port" | "close"> & { secured: boolean };

class Conversation {
  #socket: Socket;
  readonly #o: Spoken;
  #rest = "";
  #mail: ReceivedMail;
  #inData = false;

  constructor(socket: Socket, o: Spoken) {
    this.#socket = socket;
    this.#o = o;
    this.#mail = this.#newMail();
    this.#listen(socket);
  }

  #newMail(): ReceivedMail {
    return { from: "", to: [], text: "", secured: this.#o.secured };
  }

  #listen(socket: Socket): void {
    socket.on("data", (chunk: Buffer) => {
      this.#rest += chunk.toString("utf8");
      for (let end = this.#rest.indexOf("\r\n"); end >= 0; end = this.#rest.indexOf("\r\n")) {
        const line = this.#rest.slice(0, end);
        this.#rest = this.#rest.slice(end + 2);
        if (this.#inData) this.#dataLine(line);
        else this.#command(line);
      }
    });
  }

  #command(line: string): void {
    const word = (/^\w+/.exec(line)?.[0] ?? "").toUpperCase();
    const forced = this.#o.answers?.[word];
    if (forced !== undefined) {
      if (forced !== "silence") this.#say(forced);
      return;
    }
    switch (word) {
      case "EHLO":
        this.#say(this.#greeting());
        break;
      case "STARTTLS":
        if (this.#o.security === "starttls") this.#secure();
        else this.#say("502 5.5.1 Not here");
        break;
      case "AUTH":
        this.#login(line);
        break;
      case "MAIL":
        this.#mail = { ...this.#newMail(), from: /<(.*?)>/.exec(line)?.[1] ?? "" };
        this.#say("250 OK");
        break;
      case "RCPT":
        this.#mail.to.push(/<(.*?)>/.exec(line)?.[1] ?? "");
        this.#say("250 OK");
        break;
      case "DATA":
        this.#inData = true;
        this.#say("354 Go on");
        break;
      case "QUIT":
        this.#say("221 Bye");
        this.#socket.end();
        break;
      default:
        this.#say("250 OK");
    }
  }

  #dataLine(line: string): void {
    if (line === ".") {
      this.#inData = false;
      this.#o.mails.push(this.#mail);
      this.#say("250 Kept");
      return;
    }
    this.#mail.text += `${line}\n`;
  }

  #greeting(): string {
    const upgrade = this.#o.security === "starttls" && !this.#o.secured ? ["STARTTLS"] : [];
    const lines = ["receiver.test", ...upgrade, ...(this.#o.login === undefined ? [] : ["AUTH PLAIN"]), "8BITMIME"];
    return lines.map((text, index) => `250${index === lines.length - 1 ? " " : "-"}${text}`).join("\r\n");
  }

  #login(line: string): void {
    const text = Buffer.from(line.split(" ")[2] ?? "", "base64")
      .toString("utf8")
      .split("\0")
      .slice(1)
      .join(" ");
    this.#o.logins.push({ text, secured: this.#o.secured });
    this.#say(text === this.#o.login ? "235 Welcome" : "535 5.7.8 Login fail");
  }

  #secure(): void {
    this.#say("220 Go ahead");
    this.#socket.removeAllListeners("data");
    const secured = new TLSSocket(this.#socket, {
      isServer: true,
      secureContext: createSecureContext({ key, cert: smtpCertificate }),
    });
    secured.on("error", () => secured.destroy());
    this.#o.secured = true;
    this.#rest = "";
    this.#socket = secured;
    this.#listen(secured);
  }

  #say(text: string): void {
    this.#socket.write(`${text}\r\n`);
  }
}
