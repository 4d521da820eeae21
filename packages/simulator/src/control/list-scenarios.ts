// The scenarios as they are listed for people: names and texts, without what they do.
import type { Scenario } from "../scenarios/scenario.ts";
import { scenarios } from "../scenarios/scenarios.ts";

export type ScenarioSummary = Omit<Scenario, "play">;

export function listScenarios(): ScenarioSummary[] {
  return scenarios.map(({ play: _play, ...summary }) => summary);
}
