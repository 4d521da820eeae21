// The search: no mistake, one, then two. Each level is tried whole before the next, so the simplest story wins.
import type { ByteText } from "../evidence/byte-text.ts";
import { draftHypotheses, textHypotheses } from "./hypotheses.ts";
import type { DraftHypothesis, DraftStep, Mistake, Setting } from "./hypothesis.ts";
import { draftText, rightDrafts, type SignDraft } from "./sign-draft.ts";
import type { Match, SignatureMatcher } from "./signature-matcher.ts";

export type FoundMistakes = Match & { readonly text: ByteText };

type Explored = {
  readonly draft: SignDraft;
  readonly text: ByteText;
  readonly mistake: Mistake;
  readonly narrow: boolean;
  readonly alone: boolean;
  readonly stage: number;
  readonly hypothesis: number;
};

const stages: readonly DraftHypothesis["stage"][] = ["fields", "values", "selection"];
// Pairs of a message longer than this, or of more fields, are not worth their time.
const maxPairLength = 20_000;
const maxPairFields = 60;

/** The fewest mistakes, at most two, which reproduce the signature. */
export function searchMistakes(setting: Setting, matcher: SignatureMatcher): FoundMistakes | undefined {
  const drafts = rightDrafts(setting.message);
  const texts = [...new Set(drafts.map(draftText))];
  for (const text of texts) {
    const match = matcher.match(text, 0);
    if (match !== undefined) return { ...match, text };
  }
  const search = new Search(setting, matcher);
  const base = drafts.map((draft) => ({ draft, text: draftText(draft) }));
  const small = (texts[0]?.length ?? 0) <= maxPairLength && setting.message.fields.length <= maxPairFields;
  return search.withOneMistake(base) ?? (small ? search.withTwoMistakes(base) : undefined);
}

class Search {
  readonly #setting: Setting;
  readonly #matcher: SignatureMatcher;
  readonly #seen = new Set<ByteText>();
  #first: readonly Explored[] = [];

  constructor(setting: Setting, matcher: SignatureMatcher) {
    this.#setting = setting;
    this.#matcher = matcher;
  }

  withOneMistake(base: readonly { draft: SignDraft; text: ByteText }[]): FoundMistakes | undefined {
    for (const { text } of base) {
      const match = this.#matcher.match(text, 1);
      if (match !== undefined) return { ...match, text };
      this.#seen.add(text);
    }
    this.#first = base.flatMap(({ draft }) => this.#stepsFrom(draft));
    for (const step of this.#first) {
      const found = this.#try(step.text, [step.mistake], 0);
      if (found !== undefined) return found;
    }
    for (const { text } of base) {
      const found = this.#tryRewritten(text, [], 0);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  withTwoMistakes(base: readonly { draft: SignDraft; text: ByteText }[]): FoundMistakes | undefined {
    for (const { text } of base) {
      const match = this.#matcher.match(text, 2);
      if (match !== undefined) return { ...match, text };
    }
    for (const step of this.#first) {
      const match = this.#matcher.match(step.text, 1);
      if (match !== undefined) return { ...match, text: step.text, mistakes: [step.mistake, ...match.mistakes] };
    }
    for (const { text } of base) {
      const found = this.#tryRewritten(text, [], 1);
      if (found !== undefined) return found;
    }
    for (const step of this.#first) {
      const found = this.#tryRewritten(step.text, [step.mistake], 0);
      if (found !== undefined) return found;
    }
    return this.#pairsOfDrafts();
  }

  #pairsOfDrafts(): FoundMistakes | undefined {
    for (const step of this.#first) {
      if (!this.#matcher.hasBudget()) return undefined;
      if (step.alone) continue;
      for (const next of this.#stepsFrom(step.draft, step)) {
        const found = this.#tryOnce(next.text, [step.mistake, next.mistake]);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  #try(text: ByteText, mistakes: readonly Mistake[], more: number): FoundMistakes | undefined {
    if (more === 0) {
      if (this.#seen.has(text)) return undefined;
      this.#seen.add(text);
    }
    const match = this.#matcher.match(text, more);
    return match === undefined ? undefined : { ...match, text, mistakes: [...mistakes, ...match.mistakes] };
  }

  // Of the many pairs few give the same text; remembering them all would cost more than it saves.
  #tryOnce(text: ByteText, mistakes: readonly Mistake[]): FoundMistakes | undefined {
    if (this.#seen.has(text)) return undefined;
    const match = this.#matcher.match(text, 0);
    return match === undefined ? undefined : { ...match, text, mistakes: [...mistakes, ...match.mistakes] };
  }

  #tryRewritten(text: ByteText, mistakes: readonly Mistake[], more: number): FoundMistakes | undefined {
    for (const hypothesis of textHypotheses) {
      for (const step of hypothesis.apply(text, this.#setting)) {
        const found = this.#try(step.text, [...mistakes, step.mistake], more);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  /** Steps of all hypotheses, or after a first step those which may follow it. */
  #stepsFrom(draft: SignDraft, after?: Explored): Explored[] {
    const steps: Explored[] = [];
    for (const [index, hypothesis] of draftHypotheses.entries()) {
      const stage = stages.indexOf(hypothesis.stage);
      if (after !== undefined && (stage < after.stage || (stage === after.stage && !mayFollow(index, stage, after))))
        continue;
      for (const step of hypothesis.apply(draft, this.#setting)) {
        if (after !== undefined && (step.alone || (after.narrow && step.narrow))) continue;
        steps.push(explored(step, stage, index));
      }
    }
    return steps;
  }
}

// Values are changed in either order (escaped then slashed differs from slashed then escaped); the others commute.
function mayFollow(index: number, stage: number, after: Explored): boolean {
  return stages[stage] === "values" ? index !== after.hypothesis : index >= after.hypothesis;
}

function explored(step: DraftStep, stage: number, hypothesis: number): Explored {
  const { draft, mistake, narrow, alone } = step;
  const text = draftText(draft);
  return { draft, text, mistake, narrow: narrow === true, alone: alone === true, stage, hypothesis };
}
