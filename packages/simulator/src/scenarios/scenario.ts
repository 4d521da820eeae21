// What a scenario is: one misbehaviour, played on a trade which exists, and what a sound merchant makes of it.
import type { NoticePlan } from "../world/notice-plan.ts";
import type { RuleEffect } from "../world/rule.ts";
import type { Simulation } from "../world/simulation.ts";
import type { Trade } from "../world/trade.ts";

export interface Stage {
  simulation: Simulation;
  trade: Trade;
  /** Pays the trade if nobody has, as the first ordinary buyer. */
  pay(way?: "instant" | "escrow"): void;
  /** Puts a rule in force for this trade's order only. */
  rule(effect: RuleEffect, match?: { tradeStatus?: string; service?: string; times?: number }): void;
  /** Sends a notification about the trade as it is, with these changes under a true signature. */
  notify(change?: Record<string, string | null>, how?: Partial<NoticePlan>): Promise<void>;
}

export interface Scenario {
  /** The file's name. */
  name: string;
  title: { zh: string; en: string };
  /** What a sound merchant does. */
  expect: { zh: string; en: string };
  /** What its notifications deserve: `success` (unless said otherwise), not `success`, or whichever the merchant prefers. */
  acknowledgement?: "wrong" | "either";
  play(stage: Stage): void | Promise<void>;
}
