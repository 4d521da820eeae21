// An OpenAPI error: the numeric code, the sub_code, and in our own words why.
import { type Refusal, refuse } from "../world/refusal.ts";

export interface OpenapiRefusal extends Refusal {
  /** Numeric code; the sub_code is in `code`. */
  number: keyof typeof messages;
  /** The text which the gateway verified: told at the end of sub_msg. */
  echo?: string;
}

/** Alipay's fixed text for each numeric code. */
export const messages = {
  "10000": "Success",
  "20000": "Service Currently Unavailable",
  "20001": "Insufficient Token Permissions",
  "40001": "Missing Required Arguments",
  "40002": "Invalid Arguments",
  "40003": "Insufficient Conditions",
  "40004": "Business Failed",
  "40005": "Call Limited",
  "40006": "Insufficient Permissions",
} as const;

/** A refusal with its numeric code, e.g. openapiRefuse("40004", "ACQ.TRADE_NOT_EXIST", …). */
export function openapiRefuse(
  number: OpenapiRefusal["number"],
  code: string,
  text: { zh: string; en: string },
): OpenapiRefusal {
  return { ...refuse(code, text.zh, text.en), number };
}

/** The numeric code which a sub_code comes under, read from its prefix and name, as far as they tell. */
export function numberOf(code: string): OpenapiRefusal["number"] {
  if (/^(isp|aop)\.(unknow-error|SYSTEM_ERROR|ACQ\.SYSTEM_ERROR|unsupport-operation)$/.test(code)) return "20000";
  if (/^aop\./.test(code)) return "20001";
  if (/^isv\.(missing-signature-config|invalid-auth-relations|invalid-app-state|not-online-app)$/.test(code))
    return "40003";
  if (/^isv\.(missing-|decryption-error-missing-)/.test(code)) return "40001";
  if (/^isv\..*-call-limited$/.test(code)) return "40005";
  if (/^isv\.(insufficient-|self-invoke-forbidden|illegal-client-ip)/.test(code)) return "40006";
  return code.startsWith("isv.") ? "40002" : "40004";
}
