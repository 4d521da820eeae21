// A refusal of the look-alike: one of our sixteen numbers, and the code under which old shops and their owners know it.
import { type MapiServiceName, mapiServices, type ServiceDefinition, validateParameters } from "@dedepay/alipay";
import { DedepayError, type DedepayErrorOptions, type UnifiedCode } from "@dedepay/errors";

/** The code goes to the caller in the old forms, and onto the page: it is what people search for. Nothing was taken. */
export function legacyRefusal(unified: UnifiedCode, code: string, options: DedepayErrorOptions): DedepayError {
  return new DedepayError(unified, { money: "none", ...options, extra: { ...options.extra, legacy_code: code } });
}

/** The code for a failure which is not the look-alike's own: Alipay's where it gave one, else the nearest of the service. */
export function legacyCodeOf(error: DedepayError, service: string): string {
  const own = error.extra?.["legacy_code"] ?? error.alipay?.subCode ?? error.alipay?.code;
  if (typeof own === "string" && /^[A-Z_]{4,64}$/.test(own)) return own;
  return codesOf(service)[error.unified] ?? usualCodes[error.unified] ?? "SYSTEM_ERROR";
}

type Codes = Partial<Record<UnifiedCode, string>>;

const usualCodes: Codes = {
  1002: "ILLEGAL_ARGUMENT",
  1003: "ILLEGAL_SIGN",
  1004: "HAS_NO_PRIVILEGE",
  1006: "ILLEGAL_SERVICE",
  1007: "ILLEGAL_ARGUMENT",
  1009: "TRADE_NOT_EXIST",
  1010: "TRADE_NOT_ALLOWED_PAY",
  1011: "TOTAL_FEE_OUT_OF_RANGE",
  1012: "ILLEGAL_ARGUMENT",
  1013: "TRADE_DATA_MATCH_ERROR",
};

function codesOf(service: string): Codes {
  if (service.startsWith("refund_")) {
    return { 1010: "TRADE_STATUS_ERROR", 1011: "REFUND_TRADE_FEE_ERROR", 1013: "DUPLICATE_BATCH_NO" };
  }
  return service === "close_trade" || service === "send_goods_confirm_by_platform"
    ? { 1010: "TRADE_STATUS_NOT_AVAILD" }
    : {};
}

export function noSuchTrade(): DedepayError {
  return legacyRefusal(1009, "TRADE_NOT_EXIST", { detail: { zh: "没有这笔交易", en: "There is no such trade" } });
}

/** Checks what a service will act on against everything known of its fields. Throws 1002 with all broken rules. */
export function checkFields(service: MapiServiceName, fields: Readonly<Record<string, string>>): void {
  const definition: ServiceDefinition = mapiServices[service];
  const own = Object.fromEntries(Object.entries(fields).filter(([name]) => Object.hasOwn(definition.fields, name)));
  const violations = validateParameters(definition, own);
  if (violations.length === 0) return;
  const list = violations.map(({ field, rule }) => `${field} (${rule})`).join(", ");
  throw legacyRefusal(1002, "ILLEGAL_ARGUMENT", {
    param: violations[0]?.field ?? "",
    detail: { zh: `${service} 的参数有误：${list}`, en: `Parameters of ${service} are wrong: ${list}` },
    extra: { violations },
  });
}
