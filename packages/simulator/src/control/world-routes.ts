// GET /sim/world and /sim/trades: who is there, with which keys, and what became of each trade.
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { credentialsOf } from "../world/credentials-of.ts";
import { worldSchema } from "../world/read-world.ts";
import type { Trade } from "../world/trade.ts";
import type { ControlOptions } from "./control-options.ts";
import { actOnTrade } from "./trade-actions.ts";
import { type TradeView, tradeView } from "./trade-view.ts";

const byOutTradeNo = { params: Type.Object({ out_trade_no: Type.String() }) };

export function worldRoutes(server: FastifyInstance, { simulation, endpoints }: ControlOptions): void {
  const view = (trade: Trade): TradeView => tradeView(trade, endpoints().url);
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
  routes.get("/sim/world/schema", () => worldSchema);
  routes.get("/sim/trades", () => ({ trades: simulation().trades.latest(100).map(view) }));
  routes.get("/sim/trades/:out_trade_no", { schema: byOutTradeNo }, (request, reply) => {
    const [trade, ...others] = simulation().trades.byOutTradeNo(request.params.out_trade_no);
    if (trade === undefined) return reply.code(404).send({ error: "no trade under this out_trade_no" });
    return { ...view(trade), others: others.map(view) };
  });
  routes.post("/sim/trades/:out_trade_no/actions", { schema: byOutTradeNo }, async (request, reply) => {
    const [trade] = simulation().trades.byOutTradeNo(request.params.out_trade_no);
    if (trade === undefined) return reply.code(404).send({ error: "no trade under this out_trade_no" });
    const result = await actOnTrade(simulation(), trade, request.body);
    if (result === undefined) return reply.code(400).send({ error: "this is no action" });
    return reply.code(result.done ? 200 : 409).send({ ...result, trade: view(trade) });
  });
}
