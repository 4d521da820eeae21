// /sim/scenarios: the list, and one played on a trade. /sim/codes: every code and the way to provoke it.
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { provokableCodes } from "../codes/provokable-codes.ts";
import { scenarios } from "../scenarios/scenarios.ts";
import type { ControlOptions } from "./control-options.ts";
import { judgeAnswers } from "./judge-answers.ts";
import { listScenarios } from "./list-scenarios.ts";
import { playScenario } from "./play-scenario.ts";
import { tradeView } from "./trade-view.ts";

const play = {
  params: Type.Object({ name: Type.String() }),
  body: Type.Object({ out_trade_no: Type.String({ minLength: 1, maxLength: 64 }) }, { additionalProperties: false }),
};

export function scenarioRoutes(server: FastifyInstance, { simulation, endpoints }: ControlOptions): void {
  const routes = server.withTypeProvider<TypeBoxTypeProvider>();
  routes.get("/sim/scenarios", () => ({ scenarios: listScenarios() }));
  routes.get("/sim/codes", () => ({ codes: provokableCodes() }));
  routes.post("/sim/scenarios/:name", { schema: play }, async (request, reply) => {
    const scenario = scenarios.find(({ name }) => name === request.params.name);
    if (scenario === undefined) return reply.code(404).send({ error: "no scenario of this name" });
    const [trade] = simulation().trades.byOutTradeNo(request.body.out_trade_no);
    if (trade === undefined) {
      return reply.code(404).send({ error: "no trade under this out_trade_no: open its cashier first" });
    }
    const exchanges = await playScenario(simulation(), trade, scenario);
    const { name, title, expect } = scenario;
    const verdict = judgeAnswers(scenario, exchanges);
    return { name, title, expect, verdict, trade: tradeView(trade, endpoints().url), exchanges };
  });
}
