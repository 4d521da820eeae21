// What a scenario is: one misbehaviour, played on a trade which exists, and what a sound merchant makes of it.

import type { NoticePlan } from "../world/notice-plan.ts";
import type { RuleEffect, RuleMatch } from "../world/rule.ts";
import type { Simulation } from "../world/simulation.ts";
import type { Trade } from "../world/trade.ts";
import type { Only } from "./only.ts";

export interface Stage {
  simulation: Simulation;
  trade: Trade;
  /** Pays the trade if nobody has, as the first ordinary buyer. `quietly`: without the notification that follows. */
  pay(way?: "instant" | "escrow", o?: { quietly: boolean }): void;
  /** Puts a rule in force for this trade's order only. */
  rule(effect: RuleEffect, match?: Omit<RuleMatch, "on" | "outTradeNo">): void;
  /** The same for any order of the trade's account. */
  accountRule(effect: RuleEffect, match?: Omit<RuleMatch, "on" | "account">): void;
  /** Sends a notification about the trade as it is, with these changes under a true signature. */
  notify(change?: Readonly<Record<string, string | null>>, how?: Partial<NoticePlan>): Promise<void>;
  /** What a notification says of a paid trade; nothing to change where this one is paid. */
  claimPaid(): Record<string, string | null>;
}

export interface BothLanguages {
  zh: string;
  en: string;
}

export interface Scenario {
  /** The file's name. */
  name: string;
  title: BothLanguages;
  /** What a sound merchant does. */
  expect: BothLanguages;
  /** What the reader does next, where the scenario waits for the merchant or for time. */
  next?: BothLanguages;
  /** The trades on which it means something; all unless given. */
  only?: Only;
  play(stage: Stage): void | Promise<void>;
}
