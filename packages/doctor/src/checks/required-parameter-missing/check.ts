// A parameter that the service requires is absent or empty.
import type { Check } from "../../check.ts";
import { fieldValue } from "../../evidence/field.ts";
import { violationObservation } from "../violation-observation.ts";

const envelope = {
  mapi: ["service", "partner", "_input_charset"],
  openapi: ["app_id", "method", "timestamp", "version"],
};

const rules = new Set(["required", "required_with", "exactly_one", "incomplete_group"]);

export const requiredParameterMissing: Check = {
  cause: "required-parameter-missing",
  advice: [
    { zh: "补上缺少的必填参数（空值等于没有传）", en: "Send the missing parameter; an empty one counts as missing" },
  ],
  needs: [{ zh: "完整的请求", en: "the whole request" }],
  examine(examination) {
    for (const { fields, protocol, form } of examination.requests) {
      // A decoded or copied piece may be a part of the request only.
      if (form === "dump" || (fieldValue(fields, "sign") ?? "") === "") continue;
      const missing = envelope[protocol].filter((name) => (fieldValue(fields, name) ?? "").trim() === "");
      if (missing.length === 0 || fieldValue(fields, "v") !== undefined) continue;
      const list = missing.join(", ");
      return { confidence: "likely", proof: { text: { zh: `请求里没有 ${list}`, en: `The request lacks ${list}` } } };
    }
    return violationObservation(examination, ({ rule }) => rules.has(rule));
  },
};
