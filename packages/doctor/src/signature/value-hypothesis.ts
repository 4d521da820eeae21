// A hypothesis that changes values: all of them, those of one kind (addresses, typed texts), or one field alone. Leaves
// alone what it would not change, and works each value out once.
import type { BilingualText } from "@dedepay/errors";
import type { DraftHypothesis, DraftStep, Mistake } from "./hypothesis.ts";
import { type SignDraft, withFields } from "./sign-draft.ts";
import type { FieldChange, SignField } from "./sign-field.ts";

export type ValueChange = FieldChange & {
  readonly cause: string;
  readonly relation: BilingualText;
  /** Changes letters and digits as well; all others pass over values of nothing else. */
  readonly plainToo?: true;
  /** Beside another mistake only of all values at once, or not at all. */
  readonly asHalf?: "whole" | "never";
};

// With more changed fields than this, "only one of them" is no likely story.
const maxSingleFields = 8;
const maxSingleFieldsAsHalf = 4;
// People encode or escape only the addresses, or only what a person typed.
const kinds: ReadonlyArray<ReadonlySet<string>> = [
  new Set(["notify_url", "return_url", "show_url", "error_notify_url", "quit_url"]),
  new Set(["subject", "body", "extra_common_param", "passback_params"]),
];

/** Tries each change on all values, on those of one kind, and on each value alone; each outcome once. */
export function valueHypothesis(
  direction: DraftHypothesis["direction"],
  changes: readonly ValueChange[],
): DraftHypothesis {
  return {
    stage: "values",
    ...(direction === undefined ? {} : { direction }),
    apply(draft, { asHalf }) {
      const singles = new Set<SignField>();
      const wholes: Changed[] = [];
      return changes.flatMap((change) => {
        if (asHalf && change.asHalf === "never") return [];
        const changed = changedBy(draft, change);
        if (changed.size === 0 || wholes.some((whole) => isSame(whole, changed))) return [];
        wholes.push(changed);
        return stepsOf({ draft, change, changed, singles, asHalf });
      });
    },
  };
}

/** Changed fields by their place. */
type Changed = ReadonlyMap<number, SignField>;

function changedBy(draft: SignDraft, change: ValueChange): Changed {
  const changed = new Map<number, SignField>();
  let index = -1;
  for (const field of draft.fields) {
    index += 1;
    if (field.isPlain && change.plainToo === undefined) continue;
    const after = field.after(change);
    if (after !== field) changed.set(index, after);
  }
  return changed;
}

function isSame(left: Changed, right: Changed): boolean {
  if (left.size !== right.size) return false;
  for (const [index, field] of left) if (right.get(index) !== field) return false;
  return true;
}

type Change = {
  readonly draft: SignDraft;
  readonly change: ValueChange;
  readonly changed: Changed;
  /** Outcomes that stand alone in a step already. */
  readonly singles: Set<SignField>;
  readonly asHalf: boolean;
};

function stepsOf(made: Change): DraftStep[] {
  const { draft, change, changed, singles, asHalf } = made;
  const all = [...changed.keys()];
  const steps = [stepOf(made, all)];
  if (asHalf && change.asHalf === "whole") return steps;
  if (all.length === 1) {
    for (const field of changed.values()) singles.add(field);
    return steps;
  }
  for (const kind of kinds) {
    const ofKind = all.filter((index) => kind.has(draft.fields[index]?.name ?? ""));
    if (ofKind.length > 1 && ofKind.length < all.length) steps.push({ ...stepOf(made, ofKind), narrow: true });
  }
  if (all.length > (asHalf ? maxSingleFieldsAsHalf : maxSingleFields)) return steps;
  for (const [index, field] of changed) {
    if (singles.has(field)) continue;
    singles.add(field);
    steps.push({ ...stepOf(made, [index]), narrow: true });
  }
  return steps;
}

function stepOf({ draft, change, changed }: Change, indices: readonly number[]): DraftStep {
  const fields = [...draft.fields];
  for (const index of indices) {
    const after = changed.get(index);
    if (after !== undefined) fields[index] = after;
  }
  return {
    draft: withFields(draft, fields),
    mistake: (): Mistake => ({
      cause: change.cause,
      relation: change.relation,
      fields: indices.flatMap((index) => changed.get(index)?.name ?? []),
    }),
  };
}
