// Reads biz_content: decrypts it where the call says so, parses the JSON, turns numbers into text (Alipay takes both), and
// checks it against the registry entry of the method.
import { decodeText, type ServiceDefinition, type Violation, validateParameters } from "@dedepay/alipay";
import type { ReadFields } from "../wire/read-fields.ts";
import type { OpenapiApp } from "../world/world.ts";
import { decryptContent } from "./content-cipher.ts";
import { type OpenapiRefusal, openapiRefuse } from "./openapi-refusal.ts";

export type Business = Readonly<Record<string, unknown>>;

export type BusinessResult = { read: true; biz: Business } | { read: false; refusal: OpenapiRefusal };

/** The business parameters of a v2 call, or the gateway's refusal of them. */
export function readBusiness(app: OpenapiApp, read: ReadFields): BusinessResult {
  const content = read.fields.get("biz_content") ?? "";
  const encryptType = read.fields.get("encrypt_type") ?? "";
  if (encryptType === "") {
    if (app.aesKey !== undefined && !content.trimStart().startsWith("{")) {
      return refused("40001", "isv.decryption-error-missing-encrypt-type", {
        zh: "biz_content 像是密文，却没有传 encrypt_type=AES。",
        en: "biz_content looks encrypted but encrypt_type=AES is missing.",
      });
    }
    return parseBusiness(content);
  }
  if (encryptType !== "AES") {
    return refused("40002", "isv.invalid-encrypt-type", {
      zh: "encrypt_type 只能是 AES。",
      en: "encrypt_type can only be AES.",
    });
  }
  if (app.aesKey === undefined) {
    return refused("40001", "isv.missing-encrypt-key", {
      zh: "应用没有配置 AES 密钥，请求却加密了。",
      en: "The application has no AES key but the request is encrypted.",
    });
  }
  const clear = decryptContent(content, app.aesKey);
  if (clear === undefined) {
    return refused("40002", "isv.invalid-encrypt", {
      zh: "biz_content 用应用的 AES 密钥解不开。",
      en: "biz_content can't be decrypted with the application's AES key.",
    });
  }
  return parseBusiness(decodeText(clear, read.charset).text);
}

/** Parses business JSON; an empty text is an empty object. */
export function parseBusiness(text: string): BusinessResult {
  const illegal = refused("40002", "isv.illegal-json", {
    zh: "biz_content 不是合法的 JSON 对象。",
    en: "biz_content is no JSON object.",
  });
  if (text === "") return { read: true, biz: {} };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return illegal;
    return {
      read: true,
      biz: Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withTextScalars(one)])),
    };
  } catch (error) {
    if (error instanceof SyntaxError) return illegal;
    throw error;
  }
}

function refused(...refusal: Parameters<typeof openapiRefuse>): BusinessResult {
  return { read: false, refusal: openapiRefuse(...refusal) };
}

function withTextScalars(value: unknown, depth = 0): unknown {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "object" || value === null || depth > 20) return value;
  if (Array.isArray(value)) return value.map((item) => withTextScalars(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withTextScalars(one, depth + 1)]));
}

/** The first broken rule of the registry entry as a refusal. Unknown fields are ignored. */
export function checkBusiness(definition: ServiceDefinition, biz: Business): OpenapiRefusal | undefined {
  const [violation] = validateParameters(definition, biz).filter(({ rule }) => rule !== "unknown_field");
  return violation === undefined ? undefined : refusalFor(violation);
}

function refusalFor(violation: Violation): OpenapiRefusal {
  const { field, rule, limit, value } = violation;
  const isAmount = /^(total_amount|refund_amount)$/.test(field);
  const outOfRange = /^(zero|negative|below_minimum|above_maximum)$/.test(rule);
  const code = field === "total_amount" && outOfRange ? "ACQ.TOTAL_FEE_EXCEED" : "ACQ.INVALID_PARAMETER";
  const shown = value === undefined ? "" : `，收到 ${value}`;
  const bound = limit === undefined ? "" : `，限制 ${limit}`;
  return openapiRefuse("40004", code, {
    zh: `参数有误：${field} 不符合规则 ${rule}${bound}${shown}${isAmount ? "（单位为元，最多两位小数）" : ""}。`,
    en: `Invalid parameter: ${field} breaks the rule ${rule}${limit === undefined ? "" : `, limit ${limit}`}${value === undefined ? "" : `, received ${value}`}.`,
  });
}
