// The log of exchanges: as JSON, and live as server-sent events (each event is one row of the page, as HTML).
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import type { Exchange } from "../world/exchange-log.ts";
import type { ControlOptions } from "./control-options.ts";
import { exchangeRow } from "./page/exchange-row.ts";

/** A reader which is that far behind misses rows instead of filling our memory. */
const mostUnsentBytes = 1_000_000;

export function logRoutes(server: FastifyInstance, { simulation }: ControlOptions): void {
  const routes = server.withTypeProvider<TypeBoxTypeProvider>();
  routes.get(
    "/sim/exchanges",
    { schema: { querystring: Type.Object({ after: Type.Optional(Type.Integer({ minimum: 0 })) }) } },
    (request) => ({ exchanges: simulation().exchanges.after(request.query.after ?? 0) }),
  );
  routes.get("/sim/exchanges/live", (request, reply) => {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    raw.write("retry: 1000\n\n");
    const show = (exchange: Exchange): void => {
      if (raw.writableLength > mostUnsentBytes) return;
      raw.write(`id: ${exchange.id}\ndata: ${JSON.stringify(exchangeRow(exchange).text)}\n\n`);
    };
    const { exchanges } = simulation();
    const seen = Number(request.headers["last-event-id"] ?? Number.NaN);
    if (Number.isSafeInteger(seen)) exchanges.after(seen).forEach(show);
    raw.on(
      "close",
      exchanges.listen(show, () => raw.end()),
    );
  });
}
