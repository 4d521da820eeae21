// A hypothesis that changes values one by one: all of them, or one field alone. Leaves alone what it would not change.
import type { BilingualText } from "@dedepay/errors";
import type { ByteText } from "../evidence/byte-text.ts";
import type { DraftHypothesis, DraftStep, Mistake } from "./hypothesis.ts";
import { type SignDraft, withFields } from "./sign-draft.ts";

export type ValueChange = {
  readonly cause: string;
  readonly relation: BilingualText;
  readonly change: (value: ByteText, name: ByteText) => ByteText;
};

// With more changed fields than this, "only one of them" is no likely story.
const maxSingleFields = 8;

/** Tries each change on all values and on each value alone. */
export function valueHypothesis(changes: readonly ValueChange[]): DraftHypothesis {
  return { stage: "values", apply: (draft) => changes.flatMap((change) => stepsOf(draft, change)) };
}

function stepsOf(draft: SignDraft, { cause, relation, change }: ValueChange): DraftStep[] {
  const changed: number[] = [];
  const fields = draft.fields.map((field, index) => {
    const value = change(field.value, field.name);
    if (value === field.value) return field;
    changed.push(index);
    return { ...field, value };
  });
  if (changed.length === 0) return [];
  const mistakeIn = (indices: readonly number[]): Mistake => ({
    cause,
    relation,
    fields: indices.flatMap((index) => fields[index]?.name ?? []),
  });
  const steps: DraftStep[] = [{ draft: withFields(draft, fields), mistake: mistakeIn(changed) }];
  if (changed.length === 1 || changed.length > maxSingleFields) return steps;
  for (const index of changed) {
    const single = draft.fields.map((field, at) => (at === index ? (fields[index] ?? field) : field));
    steps.push({ draft: withFields(draft, single), mistake: mistakeIn([index]), narrow: true });
  }
  return steps;
}
