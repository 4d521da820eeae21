// The message holds a field which was not there when it was signed: a router's, a CMS's, a button, an afterthought.
import type { SignedMessage } from "../../evidence/signed-message.ts";
import { isAlipayName } from "../alipay-names.ts";
import type { DraftHypothesis, DraftStep, Mistake } from "../hypothesis.ts";
import { type SignDraft, withFields } from "../sign-draft.ts";

const maxSingleFields = 60;
// All subsets of so many foreign fields are tried: some may be the shop's own and signed.
const maxForeignSubsets = 4;
// What programs add after they have signed.
const afterthoughts =
  /^(?:notify_url|return_url|show_url|error_notify_url|body|_input_charset|charset|format|version|app_auth_token|auth_token|alipay_sdk|terminal_\w+|app_cert_sn|alipay_root_cert_sn|anti_phishing_key|exter_invoke_ip|extra_common_param|it_b_pay)$/u;

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

/** All fields together which Alipay does not know, then some of them. */
export const foreignFieldsIncluded: DraftHypothesis = {
  stage: "fields",
  apply(draft, { message }) {
    const buttons = new Set(message.fields.filter(({ button }) => button).map(({ name }) => name));
    const foreign = draft.fields
      .filter(({ name }) => buttons.has(name) || !isAlipayName(name, message))
      .map(({ name }) => name);
    if (foreign.length === 0) return [];
    return subsets(foreign).map((names, index) => ({
      draft: without(draft, new Set(names)),
      mistake: () => mistakeOf(message, names),
      ...(index === 0 ? {} : { narrow: true as const }),
    }));
  },
};

/** The whole first; of a few, every part with more than one and less than all (single ones are another hypothesis). */
function subsets(names: readonly string[]): readonly (readonly string[])[] {
  if (names.length > maxForeignSubsets) return [names];
  const parts = Array.from({ length: 2 ** names.length }, (_, bits) =>
    names.filter((_name, index) => (bits >> index) % 2 === 1),
  );
  return [names, ...parts.filter(({ length }) => length > 1 && length < names.length)];
}

/** Any one field. */
export const oneFieldIncluded: DraftHypothesis = {
  stage: "fields",
  apply(draft, { message, asHalf }) {
    if (draft.fields.length > maxSingleFields) return [];
    return draft.fields.flatMap(({ name, value }): DraftStep[] => {
      // Without an empty value or sign_type the selection alone explains it.
      if (name === "sign_type" || (value === "" && !draft.keepEmpty)) return [];
      // A field that came in later is one which Alipay does not know, or a program's afterthought.
      const isLikely = !isAlipayName(name, message) || (message.role === "request" && afterthoughts.test(name));
      if (asHalf && !isLikely) return [];
      return [{ draft: without(draft, new Set([name])), mistake: () => mistakeOf(message, [name]) }];
    });
  },
};
