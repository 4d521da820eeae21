// /sim/rules: misbehaviour on request.
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import type { ControlOptions } from "./control-options.ts";
import { readRule } from "./rule-schema.ts";

export function ruleRoutes(server: FastifyInstance, { simulation }: ControlOptions): void {
  const routes = server.withTypeProvider<TypeBoxTypeProvider>();
  routes.get("/sim/rules", () => ({ rules: simulation().rules.list() }));
  routes.post("/sim/rules", (request, reply) => {
    const read = readRule(request.body);
    if (!read.ok) return reply.code(400).send({ error: "this is no rule", problems: read.problems });
    return reply.code(201).send(simulation().rules.add(read.rule));
  });
  routes.delete("/sim/rules", (_request, reply) => {
    simulation().rules.clear();
    return reply.code(204).send();
  });
  routes.delete("/sim/rules/:id", { schema: { params: Type.Object({ id: Type.Integer() }) } }, (request, reply) => {
    if (!simulation().rules.remove(request.params.id)) return reply.code(404).send({ error: "no such rule" });
    return reply.code(204).send();
  });
}
