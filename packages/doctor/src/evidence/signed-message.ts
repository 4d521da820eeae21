// A message that carries (or should carry) a signature, whatever form it came in.
import type { Charset } from "@dedepay/alipay";
import { type Field, fieldValue } from "./field.ts";

export type MessageRole = "request" | "notification" | "return" | "wap_notification";

export type SignedMessage = {
  readonly kind: "message";
  readonly protocol: "mapi" | "openapi";
  readonly role: MessageRole;
  readonly fields: readonly Field[];
  /** How it came: a framework's dump is what a program saw, a query is what went over the wire. */
  readonly form: "query" | "html_form" | "dump";
  /** Of an array that PHP printed: the charset of the print, which shows the bytes that the program had. */
  readonly printed?: Charset;
  /** Where a request goes, or where Alipay sent the message. */
  readonly url?: string;
  /** A form sends by GET: the query of its action is lost. */
  readonly formMethod?: "GET" | "POST";
  /** The query of the action of a form that sends by GET: a browser throws it away. */
  readonly lostFields?: readonly Field[];
};

export type MessageSource = Pick<SignedMessage, "fields" | "form"> & {
  readonly url?: string | undefined;
  readonly formMethod?: "GET" | "POST" | undefined;
  readonly lostFields?: readonly Field[];
};

const notificationNames = ["notify_id", "notify_time", "notify_type", "trade_status", "fund_bill_list"];
const tellingNames = [
  "sign",
  "partner",
  "app_id",
  "service",
  "method",
  "out_trade_no",
  "trade_no",
  ...notificationNames,
];

/** The message which these fields are, or undefined where they are nothing of Alipay's. */
export function createSignedMessage({
  fields,
  form,
  url,
  formMethod,
  lostFields = [],
}: MessageSource): SignedMessage | undefined {
  const names = new Set(fields.map(({ name }) => name));
  if (tellingNames.filter((name) => names.has(name)).length < 2) return undefined;
  const role = roleOf(fields, names);
  return {
    kind: "message",
    protocol: protocolOf(fields, names),
    role,
    fields,
    form,
    ...(url === undefined ? {} : { url }),
    ...(formMethod === undefined ? {} : { formMethod }),
    ...(lostFields.length === 0 ? {} : { lostFields }),
  };
}

function protocolOf(fields: readonly Field[], names: ReadonlySet<string>): "mapi" | "openapi" {
  if (names.has("app_id") || names.has("biz_content") || names.has("auth_app_id")) return "openapi";
  if (names.has("service") || names.has("partner") || names.has("_input_charset")) return "mapi";
  const method = fieldValue(fields, "method");
  if (method?.startsWith("alipay.")) return "openapi";
  const signType = fieldValue(fields, "sign_type");
  if (signType === "RSA2" || (names.has("total_amount") && !names.has("total_fee"))) return "openapi";
  return "mapi";
}

function roleOf(fields: readonly Field[], names: ReadonlySet<string>): MessageRole {
  if (names.has("notify_data")) return "wap_notification";
  const method = fieldValue(fields, "method");
  if (method?.endsWith(".return") || names.has("is_success") || names.has("exterface")) return "return";
  if (names.has("service") || names.has("biz_content")) return "request";
  if (notificationNames.some((name) => names.has(name))) return "notification";
  if (method !== undefined || names.has("partner")) return "request";
  return "notification";
}
