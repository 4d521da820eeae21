// Says what the evidence was taken for, so that a wrong reading is seen at once.
import type { BilingualText } from "@dedepay/errors";
import { readableText } from "./evidence/byte-text.ts";
import { fieldValue } from "./evidence/field.ts";
import type { Piece } from "./evidence/piece.ts";
import type { Examination } from "./examination.ts";

const maxStatements = 20;

export function recognisedPieces(examination: Examination): readonly BilingualText[] {
  const { pieces, truncated } = examination.evidence;
  const named = pieces
    .filter(({ kind }) => kind !== "address")
    .map(nameOf)
    .slice(0, maxStatements);
  if (!truncated) return named;
  return [...named, { zh: "内容太长，只读了开头一部分", en: "Too long; only its beginning was read" }];
}

function nameOf(piece: Piece): BilingualText {
  switch (piece.kind) {
    case "message":
      return messageName(piece);
    case "code":
      return { zh: `错误码 ${piece.code}`, en: `code ${piece.code}` };
    case "reply":
      return { zh: `开放平台应答 ${piece.nodeName}`, en: `OpenAPI reply ${piece.nodeName}` };
    case "xml_reply":
      return { zh: "合作伙伴接口的 XML 应答", en: "XML reply of the partner protocol" };
    case "echo":
      return piece.by === "gateway"
        ? { zh: "网关生成的验签字符串", en: "the string that the gateway checked" }
        : { zh: "程序签名前的字符串", en: "the string that the program signed" };
    case "settings":
      return { zh: `织梦设置（${piece.file}）`, en: `DedeCMS settings (${piece.file})` };
    case "access_log":
      return { zh: `访问日志 ${piece.entries.length} 行`, en: `access log, ${piece.entries.length} lines` };
    case "unreached":
      return { zh: `探测 ${piece.url} 没有得到应答`, en: `a probe of ${piece.url} without an answer` };
    case "answer":
      return { zh: `HTTP ${piece.status} 应答`, en: `HTTP answer ${piece.status}` };
    case "payment_log":
      return {
        zh: `织梦支付日志 ${piece.entries.length} 行`,
        en: `DedeCMS payment log, ${piece.entries.length} lines`,
      };
    case "own_log":
      return {
        zh: `网关日志，诊断过 ${piece.diagnosed.length} 次`,
        en: `the gateway's log, ${piece.diagnosed.length} diagnoses`,
      };
    case "address":
      return { zh: "网址", en: "a URL" };
  }
}

const roleNames: Readonly<Record<string, BilingualText>> = {
  request: { zh: "请求", en: "request" },
  notification: { zh: "异步通知", en: "notification" },
  return: { zh: "页面跳转", en: "return" },
  wap_notification: { zh: "WAP 通知", en: "WAP notification" },
};

function messageName(piece: Extract<Piece, { kind: "message" }>): BilingualText {
  const service = fieldValue(piece.fields, "service") ?? fieldValue(piece.fields, "method");
  const name = service === undefined ? "" : ` ${readableText(service).slice(0, 60)}`;
  const protocol =
    piece.protocol === "mapi" ? { zh: "合作伙伴接口", en: "partner protocol" } : { zh: "开放平台", en: "OpenAPI" };
  const role = roleNames[piece.role];
  return {
    zh: `${protocol.zh}${role?.zh ?? ""}${name}（${piece.fields.length} 个参数）`,
    en: `${protocol.en} ${role?.en ?? ""}${name} (${piece.fields.length} fields)`,
  };
}
