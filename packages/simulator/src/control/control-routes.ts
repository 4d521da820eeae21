// The control API (/sim/…): the world with its keys, trades, exchanges, the clock, reset. For tests and people on this
// machine only; every request passes the guard first.
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from "@fastify/type-provider-typebox";
import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { credentialsOf } from "../world/credentials-of.ts";
import type { Simulation } from "../world/simulation.ts";
import { refuseControl } from "./guard.ts";
import { readRule } from "./rule-schema.ts";
import { tradeView } from "./trade-view.ts";

export interface ControlOptions {
  simulation: () => Simulation;
  reset: () => void;
  /** The host the server was told to bind to. */
  host: string;
  endpoints: () => { url: string; mapiEndpoint: string; openapiEndpoint: string };
}

/** A century; further than that nobody needs to look, and dates stay dates. */
const longestAdvanceMs = 100 * 366 * 86_400_000;

const clockBody = Type.Union([
  Type.Object({ advance_ms: Type.Number({ minimum: 0, maximum: longestAdvanceMs }) }, { additionalProperties: false }),
  Type.Object({ speed: Type.Number({ minimum: 0, maximum: 1_000_000 }) }, { additionalProperties: false }),
]);

/** Registers the control API inside its own scope. */
export function controlRoutes(server: FastifyInstance, options: ControlOptions): void {
  const { simulation, reset, host, endpoints } = options;
  server.addHook("onRequest", async (request, reply) => {
    const refused = refuseControl(
      {
        remoteAddress: request.socket.remoteAddress,
        host: request.headers.host,
        origin: request.headers.origin,
        fetchSite: request.headers["sec-fetch-site"]?.toString(),
      },
      host,
    );
    if (refused !== undefined) return reply.code(refused.status).send({ error: refused.reason });
  });
  server.setValidatorCompiler(TypeBoxValidatorCompiler);
  const routes = server.withTypeProvider<TypeBoxTypeProvider>();

  routes.get("/sim/world", () => {
    const { world, accounts, switches } = simulation();
    return {
      ...endpoints(),
      accounts: world.accounts.map((account) => ({
        id: account.id,
        label: account.label,
        status: account.status,
        contracts: account.contracts,
        capabilities: account.capabilities,
        credentials: credentialsOf(account),
      })),
      buyers: world.buyers.map((buyer) => ({ ...buyer, balanceFen: Number(accounts.balanceFen(buyer.userId)) })),
      switches,
    };
  });

  routes.get("/sim/trades", () => ({ trades: simulation().trades.latest(100).map(tradeView) }));

  routes.get(
    "/sim/trades/:out_trade_no",
    { schema: { params: Type.Object({ out_trade_no: Type.String() }) } },
    (request, reply) => {
      const found = simulation().trades.byOutTradeNo(request.params.out_trade_no);
      const [trade, ...others] = found;
      if (trade === undefined) return reply.code(404).send({ error: "no trade under this out_trade_no" });
      return { ...tradeView(trade), others: others.map(tradeView) };
    },
  );

  routes.get(
    "/sim/exchanges",
    { schema: { querystring: Type.Object({ after: Type.Optional(Type.Integer({ minimum: 0 })) }) } },
    (request) => ({ exchanges: simulation().exchanges.after(request.query.after ?? 0) }),
  );

  routes.get("/sim/clock", () => clockView(simulation()));

  routes.post("/sim/clock", { schema: { body: clockBody } }, async (request) => {
    const { clock } = simulation();
    if ("speed" in request.body) clock.setSpeed(request.body.speed);
    else await clock.advance(request.body.advance_ms);
    return clockView(simulation());
  });

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

  routes.post("/sim/reset", () => {
    reset();
    return clockView(simulation());
  });
}

function clockView(simulation: Simulation): { now: string; speed: number; trades: number } {
  const { clock, trades } = simulation;
  return { now: new Date(clock.nowMs()).toISOString(), speed: clock.speed, trades: trades.size };
}
