// The message holds a field which was not there when it was signed: a router's, a CMS's, a button, an afterthought.
import type { SignedMessage } from "../../evidence/signed-message.ts";
import { isAlipayName } from "../alipay-names.ts";
import type { DraftHypothesis, DraftStep, Mistake } from "../hypothesis.ts";
import { type SignDraft, withFields } from "../sign-draft.ts";

const maxSingleFields = 60;

function mistakeOf(message: SignedMessage, names: readonly string[]): Mistake {
  const list = names.join(", ");
  return {
    cause: message.role === "request" ? "unsigned-field-sent" : "extra-field-in-notification",
    fields: names,
    relation: { zh: `不带 ${list}`, en: `without ${list}` },
  };
}

function without(draft: SignDraft, names: ReadonlySet<string>): SignDraft {
  return withFields(
    draft,
    draft.fields.filter(({ name }) => !names.has(name)),
  );
}

/** All fields together which Alipay does not know. */
export const foreignFieldsIncluded: DraftHypothesis = {
  stage: "fields",
  apply(draft, { message }) {
    const buttons = new Set(message.fields.filter(({ button }) => button).map(({ name }) => name));
    const foreign = draft.fields.filter(({ name }) => buttons.has(name) || !isAlipayName(name, message));
    if (foreign.length === 0) return [];
    const names = foreign.map(({ name }) => name);
    return [{ draft: without(draft, new Set(names)), mistake: mistakeOf(message, names) }];
  },
};

/** Any one field. */
export const oneFieldIncluded: DraftHypothesis = {
  stage: "fields",
  apply(draft, { message }) {
    if (draft.fields.length > maxSingleFields) return [];
    const steps: DraftStep[] = [];
    for (const { name, value } of draft.fields) {
      // Without an empty value or sign_type the selection alone explains it.
      if (name === "sign_type" || (value === "" && !draft.keepEmpty)) continue;
      steps.push({ draft: without(draft, new Set([name])), mistake: mistakeOf(message, [name]) });
    }
    return steps;
  },
};
