// Plays a scenario on a trade and waits for what it sent at once.
import type { Scenario } from "../scenarios/scenario.ts";
import type { Simulation } from "../world/simulation.ts";
import type { Trade } from "../world/trade.ts";
import { stageFor } from "./stage-for.ts";

export async function playScenario(simulation: Simulation, trade: Trade, scenario: Scenario): Promise<void> {
  await scenario.play(stageFor(simulation, trade));
  await simulation.clock.advance(0);
}
