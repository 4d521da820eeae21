// /sim/switches: what the simulation assumes where nobody knows, with the texts of the switches, and changed while it runs.
import type { FastifyInstance } from "fastify";
import { Value } from "typebox/value";
import { schemaProblems } from "../wire/schema-problems.ts";
import type { Switches } from "../world/switches.ts";
import { switchesSchema } from "../world/switches-schema.ts";
import type { ControlOptions } from "./control-options.ts";

export function switchRoutes(server: FastifyInstance, { simulation }: ControlOptions): void {
  server.get("/sim/switches", () => ({ switches: simulation().switches, schema: switchesSchema }));
  server.post("/sim/switches", (request, reply) => {
    const { body } = request;
    if (!isSwitches(body)) {
      return reply.code(400).send({ error: "these are no switches", problems: schemaProblems(switchesSchema, body) });
    }
    simulation().assume(body);
    return { switches: simulation().switches };
  });
}

function isSwitches(value: unknown): value is Partial<Switches> {
  return Value.Check(switchesSchema, value);
}
