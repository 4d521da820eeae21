// A quote inside a form's value ended the attribute: a cut value was sent, the whole one was signed.
import type { DraftHypothesis } from "../hypothesis.ts";
import { withFields } from "../sign-draft.ts";
import { SignField } from "../sign-field.ts";

export const quoteCutValue: DraftHypothesis = {
  stage: "fields",
  apply(draft, { message }) {
    const cut = new Map(
      message.fields.flatMap(({ name, uncut }) => (uncut === undefined ? [] : [[name, uncut] as const])),
    );
    if (cut.size === 0) return [];
    const fields = draft.fields.map((field) => {
      const whole = cut.get(field.name);
      return whole === undefined ? field : new SignField(field.name, whole, field.position);
    });
    const names = [...cut.keys()];
    return [
      {
        draft: withFields(draft, fields),
        mistake: () => ({
          cause: "quote-cut-form-value",
          fields: names,
          relation: {
            zh: `把 ${names.join("、")} 里被引号截断的部分补回`,
            en: `with the part of ${names.join(", ")} behind the quote put back`,
          },
        }),
      },
    ];
  },
};
