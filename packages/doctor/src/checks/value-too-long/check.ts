// A value is longer than its field.
import type { Check, Observation } from "../../check.ts";
import type { Examination } from "../../examination.ts";
import { requestValues } from "../../order/request-values.ts";
import { type ServiceRequest, serviceRequests } from "../../order/request-violations.ts";
import { violationObservation } from "../violation-observation.ts";

// Of the envelope, which the registry of services does not hold; in characters.
const addressLimits = {
  mapi: { notify_url: 190, return_url: 200 },
  openapi: { notify_url: 256, return_url: 256 },
} as const;

export const valueTooLong: Check = {
  cause: "value-too-long",
  advice: [
    {
      zh: "把该参数缩短到上限以内（按字符截断，不要截断半个汉字）",
      en: "Shorten the value to the limit, cutting between characters and never inside one",
    },
  ],
  examine: (examination) =>
    violationObservation(examination, ({ rule }) => rule === "too_long") ??
    longAddress(examination) ??
    longInBytes(examination),
};

function longAddress(examination: Examination): Observation | undefined {
  for (const { fields, protocol } of examination.requests) {
    for (const [name, limit] of Object.entries(addressLimits[protocol])) {
      const length = fields.find((field) => field.name === name)?.value.length ?? 0;
      if (length > limit)
        return tooLong({ name, length: `${length}`, limit, unit: { zh: "个字符", en: "characters" } });
    }
  }
  return undefined;
}

// The OpenAPI's documents do not say whether a limit counts characters or bytes.
function longInBytes(examination: Examination): Observation | undefined {
  for (const request of serviceRequests(examination)) {
    for (const [name, limit] of textLimits(request)) {
      const text = requestValues(request.message).get(name) ?? "";
      const bytes = byteLength(text);
      if (bytes > limit)
        return tooLong({
          name,
          length: `${text.length} / ${bytes}`,
          limit,
          unit: { zh: "（字符／UTF-8 字节）", en: "(characters / bytes of UTF-8)" },
        });
    }
  }
  return undefined;
}

function textLimits({ service }: ServiceRequest): [name: string, limit: number][] {
  return Object.entries(service?.fields ?? {}).flatMap(([name, field]): [string, number][] =>
    field.type === "text" && field.maxLength !== undefined && field.lengthUnit !== "gbk_bytes"
      ? [[name, field.maxLength]]
      : [],
  );
}

function byteLength(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

function tooLong(found: {
  name: string;
  length: string;
  limit: number;
  unit: { zh: string; en: string };
}): Observation {
  const { name, length, limit, unit } = found;
  return {
    confidence: "possible",
    proof: {
      text: {
        zh: `${name} 长 ${length} ${unit.zh}，上限 ${limit}`,
        en: `${name} has ${length} ${unit.en}; the limit is ${limit}`,
      },
    },
  };
}
