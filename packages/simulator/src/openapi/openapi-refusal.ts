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
  // The text of 10003 is not confirmed; this one is a guess from the SDKs' names.
  "10003": "order success pay inprocess",
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
