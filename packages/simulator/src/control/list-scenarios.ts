// The scenarios as they are listed for people: names and texts, without what they do.
import { scenarios } from "../scenarios/scenarios.ts";

export interface ScenarioSummary {
  name: string;
  title: { zh: string; en: string };
  /** What a sound merchant does. */
  expect: { zh: string; en: string };
}

export function listScenarios(): ScenarioSummary[] {
  return scenarios.map(({ name, title, expect }) => ({ name, title, expect }));
}
