// /sim/clock and /sim/reset: time moved, paced, and everything from the start.
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import type { Simulation } from "../world/simulation.ts";
import type { ControlOptions } from "./control-options.ts";

/** A century; further than that nobody needs to look, and dates stay dates. */
export const longestAdvanceMs: number = 100 * 366 * 86_400_000;
export const highestSpeed = 1_000_000;

const clockBody = Type.Union([
  Type.Object({ advance_ms: Type.Number({ minimum: 0, maximum: longestAdvanceMs }) }, { additionalProperties: false }),
  Type.Object({ speed: Type.Number({ minimum: 0, maximum: highestSpeed }) }, { additionalProperties: false }),
]);

export function clockRoutes(server: FastifyInstance, { simulation, reset }: ControlOptions): void {
  const routes = server.withTypeProvider<TypeBoxTypeProvider>();
  routes.get("/sim/clock", () => clockView(simulation()));
  routes.post("/sim/clock", { schema: { body: clockBody } }, async (request) => {
    const { clock } = simulation();
    if ("speed" in request.body) clock.setSpeed(request.body.speed);
    else await clock.advance(request.body.advance_ms);
    return clockView(simulation());
  });
  routes.post("/sim/reset", () => {
    reset();
    return clockView(simulation());
  });
}

function clockView(simulation: Simulation): { now: string; speed: number; trades: number } {
  const { clock, trades } = simulation;
  return { now: new Date(clock.nowMs()).toISOString(), speed: clock.speed, trades: trades.size };
}
