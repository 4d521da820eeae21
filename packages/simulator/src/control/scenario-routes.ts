// /sim/scenarios: the list, and one played on a trade. /sim/codes: every code and the way to provoke it.
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { provokableCodes } from "../codes/provokable-codes.ts";
import { scenarios } from "../scenarios/scenarios.ts";
import type { ControlOptions } from "./control-options.ts";
import { listScenarios, summaryOf } from "./list-scenarios.ts";
import { playScenario } from "./play-scenario.ts";
import { scenarioVerdict } from "./scenario-verdict.ts";
import { tradeView } from "./trade-view.ts";

const longestWaitMs = 60_000;

const play = {
  params: Type.Object({ name: Type.String() }),
  body: Type.Object(
    {
      out_trade_no: Type.String({ minLength: 1, maxLength: 64 }),
      /** Real time to go on watching what the merchant does. */
      wait_ms: Type.Optional(Type.Integer({ minimum: 0, maximum: longestWaitMs })),
    },
    { additionalProperties: false },
  ),
};

export function scenarioRoutes(server: FastifyInstance, { simulation, endpoints, wait }: ControlOptions): void {
  const routes = server.withTypeProvider<TypeBoxTypeProvider>();
  routes.get("/sim/scenarios", () => ({ scenarios: listScenarios() }));
  routes.get("/sim/codes", () => ({ codes: provokableCodes() }));
  routes.post("/sim/scenarios/:name", { schema: play }, async (request, reply) => {
    const scenario = scenarios.find(({ name }) => name === request.params.name);
    if (scenario === undefined) return reply.code(404).send({ error: "no scenario of this name" });
    const { out_trade_no: outTradeNo, wait_ms: waitMs = 0 } = request.body;
    const [trade] = simulation().trades.byOutTradeNo(outTradeNo);
    if (trade === undefined) {
      return reply.code(404).send({ error: "no trade under this out_trade_no: open its cashier first" });
    }
    if (scenario.only?.holds(trade) === false) {
      const { zh, en } = scenario.only;
      return reply.code(409).send({ error: `this scenario is for ${en} only`, only: { zh, en } });
    }
    const before = simulation().exchanges.lastId;
    await playScenario(simulation(), trade, scenario);
    if (waitMs > 0) await wait(waitMs);
    const exchanges = simulation().exchanges.after(before);
    const verdict = scenarioVerdict(scenario, exchanges);
    return { ...summaryOf(scenario), verdict, trade: tradeView(trade, endpoints().url), exchanges };
  });
}
