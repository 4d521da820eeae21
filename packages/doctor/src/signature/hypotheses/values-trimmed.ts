// White space at the ends of a value was dropped on one side only.
import type { DraftHypothesis, DraftStep } from "../hypothesis.ts";
import { withFields } from "../sign-draft.ts";
import { valueHypothesis } from "../value-hypothesis.ts";

const cause = "values-trimmed";

export const valuesTrimmed: DraftHypothesis = valueHypothesis([
  {
    cause,
    relation: { zh: "去掉值两端的空白", en: "with the white space at the ends of the values dropped" },
    change: (value) => value.replace(/^[ \t\r\n]+|[ \t\r\n]+$/gu, ""),
  },
]);

const lost = [" ", "\t", "\n", "\r\n"];
// What people type, where a space slips in.
const maxFields = 60;
const typedNames = new Set(["subject", "body", "extra_common_param", "passback_params"]);

/** White space that was signed and then lost: one field, one kind, at either end. */
export const whiteSpaceLost: DraftHypothesis = {
  stage: "values",
  apply(draft) {
    if (draft.fields.length > maxFields) return [];
    const steps: DraftStep[] = [];
    for (const [index, field] of draft.fields.entries()) {
      for (const space of lost) {
        for (const value of [`${field.value}${space}`, `${space}${field.value}`]) {
          const fields = draft.fields.map((other, at) => (at === index ? { ...other, value } : other));
          const shown = JSON.stringify(space);
          const atEnd = value.startsWith(field.value);
          steps.push({
            draft: withFields(draft, fields),
            narrow: true,
            ...(space === " " && atEnd && typedNames.has(field.name) ? {} : { alone: true as const }),
            mistake: {
              cause,
              fields: [field.name],
              relation: {
                zh: `在 ${field.name} 的${atEnd ? "末尾" : "开头"}补上丢掉的空白 ${shown}`,
                en: `with the lost white space ${shown} put back at the ${atEnd ? "end" : "start"} of ${field.name}`,
              },
            },
          });
        }
      }
    }
    return steps;
  },
};
