// The scenarios as they are listed for people: names and texts, without what they do.
import type { Only } from "../scenarios/only.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { scenarios } from "../scenarios/scenarios.ts";

export type ScenarioSummary = Omit<Scenario, "play" | "only"> & { only?: Omit<Only, "holds"> };

export function listScenarios(): ScenarioSummary[] {
  return scenarios.map(summaryOf);
}

export function summaryOf({ play: _play, only, ...summary }: Scenario): ScenarioSummary {
  if (only === undefined) return summary;
  const { name, zh, en } = only;
  return { ...summary, only: { name, zh, en } };
}
