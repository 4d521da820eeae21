// A value is not of the form, or not one of the values, which its field takes.
import type { Check } from "../../check.ts";
import { violationObservation } from "../violation-observation.ts";

const rules = new Set([
  "pattern",
  "not_allowed",
  "whole_number",
  "absolute_http_url",
  "duration",
  "too_short",
  "forbidden_character",
  "distinct",
  "item_count",
]);

export const parameterMalformed: Check = {
  cause: "parameter-malformed",
  advice: [{ zh: "按列出的规则改这些参数的格式或取值", en: "Change these values to the form or the values listed" }],
  needs: [{ zh: "出错的请求", en: "the request that failed" }],
  examine: (examination) => violationObservation(examination, ({ rule }) => rules.has(rule)),
};
