// The page of a trade and its two forms: an action of buyer or seller, and a scenario.
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyInstance, FastifyReply } from "fastify";
import { Type } from "typebox";
import { scenarios } from "../../scenarios/scenarios.ts";
import type { ControlOptions } from "../control-options.ts";
import { summaryOf } from "../list-scenarios.ts";
import { playScenario } from "../play-scenario.ts";
import { scenarioVerdict } from "../scenario-verdict.ts";
import { actOnTrade } from "../trade-actions.ts";
import { possibleActions } from "./possible-actions.ts";
import { tradePage } from "./trade-page.ts";

const params = Type.Object({ trade_no: Type.String({ maxLength: 64 }) });
const actForm = { params, body: Type.Object({ do: Type.String({ maxLength: 200 }) }) };
const playForm = { params, body: Type.Object({ scenario: Type.String({ maxLength: 64 }) }) };

export function tradePageRoutes(
  server: FastifyInstance,
  { simulation }: ControlOptions,
  sendPage: (reply: FastifyReply, text: string) => FastifyReply,
): void {
  const routes = server.withTypeProvider<TypeBoxTypeProvider>();
  const unknown = (reply: FastifyReply): FastifyReply => reply.redirect("/sim", 303);
  routes.get("/sim/page/trades/:trade_no", { schema: { params } }, (request, reply) => {
    const trade = simulation().trades.byTradeNo(request.params.trade_no);
    return trade === undefined ? unknown(reply) : sendPage(reply, tradePage(simulation(), trade));
  });
  routes.post("/sim/page/trades/:trade_no/act", { schema: actForm }, async (request, reply) => {
    const trade = simulation().trades.byTradeNo(request.params.trade_no);
    if (trade === undefined) return unknown(reply);
    // Only what the page offers now: a button of a page which is out of date says so.
    const wanted = possibleActions(trade).find(({ value }) => value === request.body.do);
    const result = wanted === undefined ? undefined : await actOnTrade(simulation(), trade, JSON.parse(wanted.value));
    if (result?.done !== true) return sendPage(reply.code(409), tradePage(simulation(), trade, { failed: true }));
    await simulation().clock.advance(0);
    return reply.redirect(`/sim/page/trades/${trade.tradeNo}`, 303);
  });
  routes.post("/sim/page/trades/:trade_no/play", { schema: playForm }, async (request, reply) => {
    const trade = simulation().trades.byTradeNo(request.params.trade_no);
    const scenario = scenarios.find(({ name }) => name === request.body.scenario);
    if (trade === undefined || scenario === undefined) return unknown(reply);
    if (scenario.only?.holds(trade) === false) {
      return sendPage(reply.code(409), tradePage(simulation(), trade, { failed: true }));
    }
    const before = simulation().exchanges.lastId;
    await playScenario(simulation(), trade, scenario);
    const verdict = scenarioVerdict(scenario, simulation().exchanges.after(before));
    return sendPage(reply, tradePage(simulation(), trade, { played: { scenario: summaryOf(scenario), verdict } }));
  });
}
