// The search: no mistake, one, then two. Each level is tried whole before the next, so the simplest story wins. Each text
// is hashed once where the key costs nothing (RSA), and again under more keys only when simpler stories have failed (MD5).
import type { ByteText } from "../evidence/byte-text.ts";
import { draftHypotheses, textHypotheses } from "./hypotheses.ts";
import type { DraftHypothesis, DraftStep, Mistake, Setting } from "./hypothesis.ts";
import { draftText, rightDrafts, type SignDraft } from "./sign-draft.ts";
import type { Match, SignatureMatcher } from "./signature-matcher.ts";

export type FoundMistakes = Match & { readonly text: ByteText };

type Tried = { readonly text: ByteText; readonly mistakes: () => readonly Mistake[] };
type Explored = Tried & {
  readonly draft: SignDraft;
  readonly narrow: boolean;
  readonly hypothesis: DraftHypothesis;
};

const stages: readonly DraftHypothesis["stage"][] = ["fields", "values", "selection", "order"];
// Pairs of a message longer than this, or of more fields, are not worth their time.
const maxPairLength = 20_000;
const maxPairFields = 60;

/** The fewest mistakes, usually at most two, which reproduce the signature. */
export function searchMistakes(setting: Omit<Setting, "asHalf">, matcher: SignatureMatcher): FoundMistakes | undefined {
  const base = rightDrafts(setting.message).map((draft) => ({ draft, text: draftText(draft), mistakes: () => [] }));
  const small =
    matcher.worthPairs &&
    (base[0]?.text.length ?? 0) <= maxPairLength &&
    setting.message.fields.length <= maxPairFields;
  return new Search(setting, matcher).run(base, small);
}

class Search {
  readonly #whole: Setting;
  readonly #half: Setting;
  readonly #matcher: SignatureMatcher;
  readonly #seen = new Set<ByteText>();

  constructor(setting: Omit<Setting, "asHalf">, matcher: SignatureMatcher) {
    this.#whole = { ...setting, asHalf: false };
    this.#half = { ...setting, asHalf: true };
    this.#matcher = matcher;
  }

  run(base: readonly (Tried & { draft: SignDraft })[], withPairs: boolean): FoundMistakes | undefined {
    const right = this.#all(base, 0) ?? this.#again(base, 1);
    if (right !== undefined) return right;
    const rewritten = base.flatMap((tried) => this.#rewritten(tried, this.#whole));
    const single = this.#new(base.flatMap(({ draft }) => this.#stepsFrom(draft, this.#whole))) ?? this.#new(rewritten);
    if (single !== undefined || !withPairs) return single;
    const halves = unique(base.flatMap(({ draft }) => this.#stepsFrom(draft, this.#half)));
    return (
      this.#again(base, 2) ?? this.#again(halves, 1, true) ?? this.#again(rewritten, 1, true) ?? this.#pairs(halves)
    );
  }

  #pairs(halves: readonly Explored[]): FoundMistakes | undefined {
    for (const half of halves) {
      const found = this.#all(this.#rewritten(half, this.#half), 0);
      if (found !== undefined) return found;
    }
    for (const half of halves) {
      if (!this.#matcher.hasBudget()) return undefined;
      const found = this.#withSecond(half);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Texts under more keys than before; nothing to do where the first look was at all of them. */
  #again(tried: readonly Tried[], keyMistakes: number, asHalf = false): FoundMistakes | undefined {
    return this.#matcher.seesAll ? undefined : this.#all(tried, keyMistakes, asHalf);
  }

  #all(tried: readonly Tried[], keyMistakes: number, asHalf = false): FoundMistakes | undefined {
    for (const { text, mistakes } of tried) {
      const match = this.#matcher.match(text, keyMistakes, asHalf);
      if (match !== undefined) return { ...match, text, mistakes: [...mistakes(), ...match.mistakes] };
    }
    return undefined;
  }

  /** Texts that were not tried before. */
  #new(tried: readonly Tried[]): FoundMistakes | undefined {
    const fresh = tried.filter(({ text }) => {
      const known = this.#seen.has(text);
      this.#seen.add(text);
      return !known;
    });
    return this.#all(fresh, 0);
  }

  #rewritten(tried: Tried & { readonly draft: SignDraft }, setting: Setting): Tried[] {
    return textHypotheses.flatMap((hypothesis) =>
      hypothesis.apply(tried, setting).map((step) => ({
        text: step.text,
        mistakes: () => [...tried.mistakes(), step.mistake],
      })),
    );
  }

  /** Steps of all hypotheses. */
  #stepsFrom(draft: SignDraft, setting: Setting): Explored[] {
    return draftHypotheses.flatMap((hypothesis) =>
      hypothesis.apply(draft, setting).map((step) => explored(step, hypothesis)),
    );
  }

  /** Every second mistake which may follow the first; most of the search's time is spent here. */
  #withSecond(half: Explored): FoundMistakes | undefined {
    for (const hypothesis of draftHypotheses) {
      if (!mayFollow(hypothesis, half.hypothesis, this.#half)) continue;
      for (const step of hypothesis.apply(half.draft, this.#half)) {
        if (half.narrow && step.narrow === true) continue;
        const text = draftText(step.draft);
        const match = this.#matcher.match(text, 0);
        if (match === undefined) continue;
        return { ...match, text, mistakes: [...half.mistakes(), step.mistake(), ...match.mistakes] };
      }
    }
    return undefined;
  }
}

// Of two halves with one text the first is named.
function unique(halves: readonly Explored[]): readonly Explored[] {
  const seen = new Set<ByteText>();
  return halves.filter(({ text }) => {
    const known = seen.has(text);
    seen.add(text);
    return !known;
  });
}

function mayFollow(next: DraftHypothesis, before: DraftHypothesis, { message }: Setting): boolean {
  // Alipay encodes and escapes nothing before it signs: that is one thin story, and never half of a pair.
  const isThin = ({ direction }: DraftHypothesis): boolean => message.role !== "request" && direction === "apply";
  if (isThin(next) || isThin(before)) return false;
  const [stage, stageBefore] = [stages.indexOf(next.stage), stages.indexOf(before.stage)];
  if (stage !== stageBefore) return stage > stageBefore;
  // Values are changed in either order (escaped then slashed differs from slashed then escaped); the others commute.
  if (next.stage !== "values") return draftHypotheses.indexOf(next) >= draftHypotheses.indexOf(before);
  return next !== before && !(before.direction === "apply" && next.direction === "undo");
}

function explored({ draft, mistake, narrow }: DraftStep, hypothesis: DraftHypothesis): Explored {
  return { draft, text: draftText(draft), mistakes: () => [mistake()], narrow: narrow === true, hypothesis };
}
