// Broken rules of the service registry as an observation. The registry may know less than Alipay: without a refusal that
// speaks of parameters they are only possible.
import type { Violation } from "@dedepay/alipay";
import type { Observation } from "../check.ts";
import type { Examination } from "../examination.ts";
import { serviceRequests } from "../order/request-violations.ts";

const parameterCodes = [
  "ILLEGAL_ARGUMENT",
  "ILLEGAL_PARAMETER",
  "INVALID_PARAMETER",
  "PARAMTER_IS_NULL",
  "PARAMETER_IS_NULL",
  "TRADE_ENGINE_ERROR",
  "isv.invalid-parameter",
  "isv.missing-parameter",
  "ACQ.INVALID_PARAMETER",
  "0004",
  "0007",
  "0008",
];
const maxShown = 6;

/** The broken rules that `wanted` picks, of the first request that breaks any. */
export function violationObservation(
  examination: Examination,
  wanted: (violation: Violation) => boolean,
): Observation | undefined {
  for (const { name, violations } of serviceRequests(examination)) {
    const broken = violations.filter(wanted).slice(0, maxShown);
    if (broken.length === 0) continue;
    const list = broken
      .map(
        ({ field, rule, limit, value }) => `${field} (${rule}${limit ? ` ${limit}` : ""}${value ? `: ${value}` : ""})`,
      )
      .join(", ");
    return {
      confidence: examination.hasCode(...parameterCodes) ? "likely" : "possible",
      proof: { text: { zh: `${name}：${list}`, en: `${name}: ${list}` } },
    };
  }
  return undefined;
}
