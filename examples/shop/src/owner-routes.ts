// The owner's page: orders and a button to ship. A demo without log-in, so it answers this machine only.
import type { FastifyInstance } from "fastify";
import { GatewayProblem } from "./gateway-client.ts";
import { isShippable, type Order } from "./order.ts";
import { notFoundPage } from "./pages/not-found-page.ts";
import { ownerPage } from "./pages/owner-page.ts";
import type { Shop } from "./shop.ts";

export function ownerRoutes(shop: Shop): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.addHook("onRequest", async (request, reply) => {
      if (["127.0.0.1", "::1", "::ffff:127.0.0.1"].includes(request.ip)) return;
      await reply.code(403).type("text/html; charset=utf-8").send(notFoundPage());
    });

    app.get<{ Querystring: { note?: string } }>("/owner", async (request, reply) =>
      reply.type("text/html; charset=utf-8").send(ownerPage(shop.orders.list(), request.query.note)),
    );

    app.post<{ Params: { no: string } }>("/owner/orders/:no/ship", async (request, reply) => {
      const order = shop.orders.find(request.params.no);
      if (order === undefined) return reply.code(404).type("text/html; charset=utf-8").send(notFoundPage());
      const note = isShippable(order)
        ? await ship(shop, order)
        : "这个订单现在不能发货。This order can't be shipped now.";
      return reply.redirect(`/owner?note=${encodeURIComponent(note)}`, 303);
    });
  };
}

async function ship(shop: Shop, order: Order): Promise<string> {
  const at = new Date(shop.nowMs()).toISOString();
  if (order.money === "escrow" && order.paymentId !== null) {
    try {
      // Alipay tells the buyer to confirm the receipt; only then is the money ours.
      await shop.gateway.ship(order.paymentId, {
        logistics_name: "顺丰速运",
        invoice_no: `SF${order.no.slice(-10)}`,
        transport_type: "EXPRESS",
      });
    } catch (error) {
      if (!(error instanceof GatewayProblem))
        return "支付网关没有回答，请再试一次。The gateway did not answer; try again.";
      return `发货没有成功：${error.message}（${error.code}，${error.requestId}）`;
    }
  }
  const latest = shop.orders.find(order.no) ?? order;
  await shop.orders.put({
    ...latest,
    shippedAt: latest.shippedAt ?? at,
    history: [...latest.history, { at, text: "shipped by the owner" }],
  });
  return `订单 ${order.no} 已发货。Shipped.`;
}
