// From the bytes of a request to its JSON value; each way to get it wrong is a 1007 which says where and what was found.
// Runs after authentication, on the very bytes that were signed.
import { DedepayError } from "@dedepay/errors";
import { findJsonMistake } from "./json-mistake.ts";

export type BodyHeaders = { contentType: string | undefined; contentEncoding: string | undefined };

/** The JSON value of `bytes`. Errors: 1007 (415 for a wrong declaration, 400 for bytes that don't keep theirs). */
export function readJsonBody(bytes: Uint8Array, headers: BodyHeaders): unknown {
  checkEncoding(headers.contentEncoding);
  checkContentType(headers.contentType);
  const text = decodeUtf8(bytes);
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw malformedJson(text, error);
  }
}

function checkEncoding(contentEncoding: string | undefined): void {
  if (contentEncoding === undefined || contentEncoding.toLowerCase() === "identity") return;
  throw new DedepayError(1007, {
    status: 415,
    param: "Content-Encoding",
    detail: {
      zh: `不支持压缩的请求体（Content-Encoding: ${contentEncoding}），请不压缩直接发送。`,
      en: `Compressed bodies are not accepted (Content-Encoding: ${contentEncoding}); send the body as it is.`,
    },
  });
}

function checkContentType(contentType: string | undefined): void {
  const [mediaType = "", ...parameters] = (contentType ?? "").split(";").map((part) => part.trim());
  if (!/^application\/(?:[a-z0-9!#$&^_.-]+\+)?json$/i.test(mediaType)) {
    const found = contentType ?? "";
    throw new DedepayError(1007, {
      status: 415,
      param: "Content-Type",
      detail:
        found === ""
          ? {
              zh: "请求没有 Content-Type；请求体必须是 application/json。",
              en: "The request has no Content-Type; the body must be application/json.",
            }
          : {
              zh: `请求体声明为“${found}”，这里只接受 application/json。`,
              en: `The body is declared as "${found}"; only application/json is accepted here.`,
            },
      extra: { expected: "application/json", found },
    });
  }
  for (const parameter of parameters) {
    const charset = /^charset\s*=\s*"?([^"]*)"?$/i.exec(parameter)?.[1];
    if (charset === undefined || /^utf-?8$/i.test(charset)) continue;
    throw new DedepayError(1007, {
      status: 415,
      param: "Content-Type",
      detail: {
        zh: `请求体声明的字符集是“${charset}”，JSON 必须用 UTF-8 编码（RFC 8259）。`,
        en: `The body declares the charset "${charset}"; JSON must be UTF-8 (RFC 8259).`,
      },
      extra: { expected: "utf-8", found: charset },
    });
  }
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const offset = firstBadUtf8(bytes);
    const found = `0x${(bytes[offset] ?? 0).toString(16).padStart(2, "0")}`;
    const gbk = readsAsGbk(bytes);
    throw new DedepayError(1007, {
      status: 400,
      detail: {
        zh: `请求体不是 UTF-8：第 ${offset + 1} 个字节（${found}）不合法。${gbk ? "它看起来是 GBK 编码，请转成 UTF-8 再发送和签名。" : ""}`,
        en: `The body is not UTF-8: byte ${offset + 1} (${found}) is not allowed there.${gbk ? " It reads as GBK; convert it to UTF-8 before signing and sending." : ""}`,
      },
      extra: { position: offset, found, ...(gbk ? { looks_like: "gbk" } : {}) },
      cause: error,
    });
  }
}

/** Index of the first byte which can't be UTF-8. Binary search: a prefix is good as long as it can still be continued. */
function firstBadUtf8(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (good < bad) {
    const middle = (good + bad + 1) >> 1;
    if (canContinue(bytes.subarray(0, middle))) good = middle;
    else bad = middle - 1;
  }
  return Math.min(good, Math.max(bytes.length - 1, 0));
}

function canContinue(prefix: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(prefix, { stream: true });
    return true;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return false;
  }
}

/** Every byte above ASCII belongs to a pair that GBK allows. A hint for people, nothing depends on it. */
function readsAsGbk(bytes: Uint8Array): boolean {
  let pairs = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const lead = bytes[index] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[index + 1] ?? 0;
    if (lead < 0x81 || lead > 0xfe || trail < 0x40 || trail > 0xfe || trail === 0x7f) return false;
    pairs += 1;
    index += 1;
  }
  return pairs > 0;
}

function malformedJson(text: string, cause: SyntaxError): DedepayError {
  const mistake = findJsonMistake(text);
  const found = mistake === undefined || mistake.found === "" ? undefined : JSON.stringify(mistake.found);
  const place = mistake ?? { index: text.length, line: 1, column: text.length + 1 };
  return new DedepayError(1007, {
    status: 400,
    detail:
      text.trim() === ""
        ? { zh: "请求体是空的，这里需要一个 JSON 对象。", en: "The body is empty; a JSON object is needed here." }
        : {
            zh: `请求体不是合法的 JSON：第 ${place.line} 行第 ${place.column} 列${found === undefined ? "内容突然结束" : `出现了 ${found}`}。`,
            en: `The body is not JSON: line ${place.line}, column ${place.column}: ${found === undefined ? "the text ends here" : `found ${found}`}.`,
          },
    extra: { position: place.index, line: place.line, column: place.column, found: mistake?.found ?? "" },
    cause,
  });
}
