// What a reader can recognise. Plain data; each kind belongs to one reader.
import type { Charset } from "@dedepay/alipay";
import type { SignedMessage } from "./signed-message.ts";

/** An error code, where it stood and the words beside it. */
export type CodePiece = {
  readonly kind: "code";
  readonly code: string;
  readonly namespace?: "mapi" | "openapi" | "client";
  readonly description?: string;
  readonly from: "text" | "error_page" | "reply";
};

/** A JSON reply of the OpenAPI: the raw node is what Alipay signed. */
export type ReplyPiece = {
  readonly kind: "reply";
  readonly node: string;
  readonly nodeName: string;
  readonly sign?: string;
  readonly certSerial?: string;
  /** Of the bytes in which the reply was brought. */
  readonly charset: Charset;
  readonly code?: string;
  readonly subCode?: string;
  readonly subMsg?: string;
  readonly values: Readonly<Record<string, string>>;
};

/** An XML reply of the partner protocol. */
export type XmlReplyPiece = {
  readonly kind: "xml_reply";
  readonly success?: string;
  readonly error?: string;
  readonly values: Readonly<Record<string, string>>;
};

/** The string which the gateway says it checked (网关生成的验签字符串), or the one which the program says it signed. */
export type EchoPiece = { readonly kind: "echo"; readonly by: "gateway" | "program"; readonly text: string };

/** A settings file of DedeCMS: PHP text, never evaluated. */
export type SettingsPiece = {
  readonly kind: "settings";
  readonly file: "payment" | "payment_row" | "site";
  readonly values: Readonly<Record<string, string>>;
  /** The serialised row was stored as `b:0;`. */
  readonly destroyed?: true;
};

/** One request in a web server's log. */
export type AccessLogEntry = {
  readonly line: number;
  readonly address: string;
  readonly time: string;
  readonly method: string;
  readonly target: string;
  readonly status: number;
  readonly bytes: number | undefined;
  readonly userAgent?: string;
};
export type AccessLogPiece = { readonly kind: "access_log"; readonly entries: readonly AccessLogEntry[] };

/** What the notify address answered: a response with status line and headers. */
export type AnswerPiece = {
  readonly kind: "answer";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Byte text. */
  readonly body: string;
  /** It answers a forged notification of ours, posted to `url`. */
  readonly probe?: ProbeKind;
  readonly url?: string;
};

export type ProbeKind = "alipay_notify" | "webhook";

/** A probe that got no answer: where on the way it ended, and the system's word for it. */
export type UnreachedPiece = {
  readonly kind: "unreached";
  readonly url: string;
  readonly probe: ProbeKind;
  readonly hop: "private" | "dns" | "connect" | "tls" | "timeout" | "exchange" | "too_large";
  readonly code: string;
};

/** One line of DedeCMS' data/payment/log.txt. */
export type PaymentLogEntry = { readonly isSuccess: boolean; readonly order?: string; readonly time: string };
export type PaymentLogPiece = { readonly kind: "payment_log"; readonly entries: readonly PaymentLogEntry[] };

/** The gateway's own log: incidents which it diagnosed, with the causes it found, best first. */
export type OwnLogPiece = {
  readonly kind: "own_log";
  readonly diagnosed: readonly { readonly time: string; readonly causes: readonly string[] }[];
};

/** A URL without a signature, e.g. a notify_url on its own. */
export type AddressPiece = { readonly kind: "address"; readonly url: string; readonly setting?: string };

export type Piece =
  | SignedMessage
  | CodePiece
  | ReplyPiece
  | XmlReplyPiece
  | EchoPiece
  | SettingsPiece
  | AccessLogPiece
  | AnswerPiece
  | UnreachedPiece
  | PaymentLogPiece
  | OwnLogPiece
  | AddressPiece;
