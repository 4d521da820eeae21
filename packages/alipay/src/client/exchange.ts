// What the hook of a client gets to see of one exchange: enough to understand it, nothing that is secret. Signatures,
// tokens, codes which a buyer showed and buyers' identities are masked.
import type { AlipayError } from "../alipay-error.ts";
import { decodeText } from "../charset.ts";
import type { FieldDefinition, FieldTable } from "../services/field-definition.ts";

/** One request and what came of it. */
export type Exchange = {
  readonly service: string;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly httpMethod: "GET" | "POST";
  readonly endpoint: string;
  readonly fields: ReadonlyArray<readonly [name: string, value: string]>;
  readonly startedMs: number;
  readonly durationMs: number;
  readonly httpStatus?: number;
  readonly traceId?: string;
  /** At most 16 KiB of the reply as text. */
  readonly replyText?: string;
  readonly error?: AlipayError;
};

/** A request as far as it may be shown once it is masked. */
export type ShownRequest = Pick<Exchange, "httpMethod" | "endpoint" | "fields">;

const masked = "***";
const secretNames = new Set(["sign", "app_auth_token", "auth_token", "auth_code", "token"]);
const identityNames =
  "buyer_logon_id|buyer_user_id|buyer_open_id|buyer_id|buyer_email|buyer_account_name|open_id|mobile|cert_no";
const jsonIdentity = new RegExp(`("(?:${identityNames})"\\s*:\\s*")(?:[^"\\\\]|\\\\.)*`, "gu");
const xmlIdentity = new RegExp(`(<(?:param name="(?:${identityNames})"|${identityNames})>)[^<]*`, "gu");

function maskValue(definition: FieldDefinition | undefined, value: unknown): unknown {
  if (definition?.masked === true) return masked;
  if (definition?.type === "object") return maskTable(definition.fields, value);
  if (definition?.type === "list" && Array.isArray(value)) return value.map((item) => maskValue(definition.item, item));
  return value;
}

function maskTable(fields: FieldTable, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, maskValue(fields[name], member)]));
}

function maskContent(fields: FieldTable, text: string): string {
  try {
    return JSON.stringify(maskTable(fields, JSON.parse(text)));
  } catch {
    // A SyntaxError: the content is encrypted.
    return masked;
  }
}

/** The fields of a request as a log may hold them. */
export function maskedFields(request: ShownRequest, fields: FieldTable): Exchange["fields"] {
  return request.fields.map(([name, value]) => {
    if (secretNames.has(name)) return [name, masked];
    if (name === "biz_content") return [name, maskContent(fields, value)];
    return fields[name]?.masked === true ? [name, masked] : [name, value];
  });
}

/** A reply's text as a log may hold it. */
export function maskedReply(body: Uint8Array): string {
  const head = body.subarray(0, 16 * 1024);
  const utf8 = decodeText(head, "utf-8");
  const { text } = utf8.malformed ? decodeText(head, "gbk") : utf8;
  return text.replace(jsonIdentity, `$1${masked}`).replace(xmlIdentity, `$1${masked}`);
}
