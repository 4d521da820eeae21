// JSON: a reply of the OpenAPI, or a notification as a framework decoded it.
import type { Charset } from "@dedepay/alipay";
import { closingBrace } from "./balanced-json.ts";
import { toByteText } from "./byte-text.ts";
import { declaredCharset } from "./declared-charset.ts";
import type { Field } from "./field.ts";
import type { Piece, ReplyPiece } from "./piece.ts";
import { createSignedMessage } from "./signed-message.ts";

type JsonObject = Readonly<Record<string, unknown>>;

/** Pieces of one JSON object; empty where it is nothing of Alipay's. */
export function jsonPieces(text: string, charset: Charset): Piece[] {
  const value = parseObject(text);
  if (value === undefined) return [];
  const reply = replyPiece(text, value, charset);
  if (reply !== undefined) return [reply];
  const fields: Field[] = [];
  const declared = declaredCharset(Object.entries(value)) ?? charset;
  for (const [name, item] of Object.entries(value)) {
    const bytes = scalarBytes(item, declared);
    const nameBytes = toByteText(name, charset);
    if (bytes !== undefined && nameBytes !== undefined) fields.push({ name: nameBytes, value: bytes });
  }
  const message = createSignedMessage({ fields, form: "dump" });
  if (message !== undefined) return [message];
  // A framework's log often wraps the array once: {"post":{…}}.
  return Object.values(value).flatMap((item) =>
    typeof item === "object" && item !== null && !Array.isArray(item) ? nested(item as JsonObject, charset) : [],
  );
}

function nested(value: JsonObject, charset: Charset): Piece[] {
  const text = JSON.stringify(value);
  return "sign" in value || "trade_status" in value ? jsonPieces(text, charset) : [];
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function scalarBytes(item: unknown, charset: Charset): string | undefined {
  if (typeof item === "string") return toByteText(item, charset) ?? toByteText(item, "utf-8");
  if (typeof item === "number" || typeof item === "boolean") return String(item);
  if (item === null) return "";
  // A PHP array of one value, as {"sign":["…"]}.
  if (Array.isArray(item) && item.length === 1 && typeof item[0] === "string") return scalarBytes(item[0], charset);
  return typeof item === "object" ? toByteText(JSON.stringify(item), "utf-8") : undefined;
}

function replyPiece(text: string, value: JsonObject, charset: Charset): ReplyPiece | undefined {
  const nodeName = Object.keys(value).find((name) => name.endsWith("_response"));
  const bare = nodeName === undefined && typeof value["code"] === "string" && ("msg" in value || "sub_code" in value);
  if (nodeName === undefined && !bare) return undefined;
  const node = nodeName === undefined ? value : value[nodeName];
  const values: Record<string, string> = {};
  if (typeof node === "object" && node !== null) {
    for (const [name, item] of Object.entries(node)) if (typeof item === "string") values[name] = item;
  }
  const sign = value["sign"];
  const serial = value["alipay_cert_sn"];
  return {
    kind: "reply",
    charset,
    nodeName: nodeName ?? "",
    node: nodeName === undefined ? text : rawNode(text, nodeName),
    ...(typeof sign === "string" ? { sign } : {}),
    ...(typeof serial === "string" ? { certSerial: serial } : {}),
    ...(values["code"] === undefined ? {} : { code: values["code"] }),
    ...(values["sub_code"] === undefined ? {} : { subCode: values["sub_code"] }),
    ...(values["sub_msg"] === undefined ? {} : { subMsg: values["sub_msg"] }),
    values,
  };
}

// What Alipay signed: the member's raw text, to the byte.
function rawNode(text: string, nodeName: string): string {
  const name = text.indexOf(`"${nodeName}"`);
  const colon = text.indexOf(":", name + nodeName.length + 2);
  const open = text.slice(colon + 1).search(/\S/u) + colon + 1;
  if (text[open] === "{") return text.slice(open, closingBrace(text, open) + 1);
  const end = /"(?:[^"\\]|\\.)*"/uy;
  end.lastIndex = open;
  return end.exec(text)?.[0] ?? "";
}
