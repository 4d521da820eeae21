// The rules in force, and how often each has matched. Every rule which matches acts; order is order of arrival.
import { honestPlan, type NoticePlan } from "./notice-plan.ts";
import type { Rule, RuleEffect, RuleMatch, RuleOccasion } from "./rule.ts";

export interface KeptRule extends Rule {
  readonly id: number;
  /** How many occasions it matched, those it let pass because of nth and times among them. */
  matched: number;
  acted: number;
}

export class RuleBook {
  #rules: KeptRule[] = [];
  #nextId = 1;

  /** `matched`: how many occasions it has seen already, for one which is put back. */
  add(rule: Rule, matched = 0): KeptRule {
    const kept: KeptRule = { ...rule, id: this.#nextId, matched, acted: 0 };
    this.#nextId += 1;
    this.#rules.push(kept);
    return kept;
  }

  get isEmpty(): boolean {
    return this.#rules.length === 0;
  }

  list(): readonly KeptRule[] {
    return this.#rules;
  }

  /** Whether there was such a rule. */
  remove(id: number): boolean {
    const before = this.#rules.length;
    this.#rules = this.#rules.filter((rule) => rule.id !== id);
    return this.#rules.length < before;
  }

  clear(): void {
    this.#rules = [];
  }

  /** The effects of all rules which act on this occasion; counts it for each. */
  effects(occasion: RuleOccasion): RuleEffect[] {
    if (this.#rules.length === 0) return [];
    const acting: RuleEffect[] = [];
    for (const rule of this.#rules) {
      if (!matches(rule.match, occasion)) continue;
      rule.matched += 1;
      const first = rule.match.nth ?? 1;
      const times = rule.match.times ?? (rule.match.nth === undefined ? Number.POSITIVE_INFINITY : 1);
      if (rule.matched < first || rule.matched >= first + times) continue;
      rule.acted += 1;
      acting.push(rule.effect);
    }
    return acting;
  }

  /** What the rules do to a notification. */
  noticePlan(occasion: Omit<RuleOccasion, "on">): NoticePlan {
    const effects = this.effects({ ...occasion, on: "notification" });
    if (effects.length === 0) return honestPlan;
    const plan = { ...honestPlan };
    for (const effect of effects) {
      if (effect.kind === "withhold") plan.withheld = true;
      else if (effect.kind === "duplicate") plan.copies = effect.copies;
      else if (effect.kind === "delay_notice") plan.delayMs = effect.ms;
      else if (effect.kind === "forge") plan.sender = "forger";
      else if (effect.kind === "change_fields") plan.change = { ...plan.change, ...effect.fields };
    }
    return plan;
  }
}

function matches(match: RuleMatch, occasion: RuleOccasion): boolean {
  return (
    match.on === occasion.on &&
    (match.protocol === undefined || match.protocol === occasion.protocol) &&
    (match.service === undefined || match.service === occasion.service) &&
    (match.account === undefined || match.account === occasion.account) &&
    (match.outTradeNo === undefined || match.outTradeNo === occasion.outTradeNo) &&
    (match.amountFen === undefined || BigInt(match.amountFen) === occasion.amountFen) &&
    (match.tradeStatus === undefined || match.tradeStatus === occasion.tradeStatus)
  );
}
