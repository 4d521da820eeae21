// The buyer's way through the shop: goods, checkout, order.
import type { FastifyInstance, FastifyReply } from "fastify";
import { GatewayProblem } from "./gateway-client.ts";
import { allGoods, findGoods, type Goods } from "./goods.ts";
import { type Order, statusOf } from "./order.ts";
import { checkoutPage } from "./pages/checkout-page.ts";
import { homePage } from "./pages/home-page.ts";
import { notFoundPage } from "./pages/not-found-page.ts";
import { orderPage } from "./pages/order-page.ts";
import { findWay, type ShopAccounts, type WayDescription } from "./payment-way.ts";
import type { Shop } from "./shop.ts";

export function buyerRoutes(shop: Shop): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.get("/", async (_request, reply) => page(reply, homePage(allGoods)));

    app.get<{ Params: { id: string } }>("/goods/:id", async (request, reply) => {
      const goods = findGoods(request.params.id);
      return goods === undefined ? page(reply.code(404), notFoundPage()) : page(reply, checkoutPage(goods));
    });

    app.post("/orders", async (request, reply) => {
      const form = new URLSearchParams(Buffer.isBuffer(request.body) ? request.body.toString("utf8") : "");
      const goods = findGoods(form.get("goods") ?? "");
      const way = findWay(form.get("way") ?? undefined);
      if (goods === undefined || way === undefined) return page(reply.code(400), notFoundPage());
      const order = await register(shop, newOrder(shop, goods, way), shop.accounts);
      return reply.redirect(order.payUrl ?? `/orders/${order.no}`, 303);
    });

    app.get<{ Params: { no: string } }>("/orders/:no", async (request, reply) => {
      const order = shop.orders.find(request.params.no);
      return order === undefined ? page(reply.code(404), notFoundPage()) : page(reply, orderPage(order));
    });

    app.get<{ Params: { no: string } }>("/orders/:no/state", async (request, reply) => {
      const order = shop.orders.find(request.params.no);
      if (order === undefined) return reply.code(404).send({ error: "not_found" });
      return { status: statusOf(order) };
    });

    // After a failure: ask the gateway again for the same order. The same order is never charged twice.
    app.post<{ Params: { no: string } }>("/orders/:no/pay", async (request, reply) => {
      const order = shop.orders.find(request.params.no);
      if (order === undefined) return page(reply.code(404), notFoundPage());
      if (order.money !== "none") return reply.redirect(`/orders/${order.no}`, 303);
      const registered = await register(shop, order, shop.accounts);
      return reply.redirect(registered.payUrl ?? `/orders/${order.no}`, 303);
    });
  };
}

function page(reply: FastifyReply, html: string): FastifyReply {
  return reply.type("text/html; charset=utf-8").send(html);
}

function newOrder(shop: Shop, goods: Goods, way: WayDescription): Order {
  const now = new Date(shop.nowMs()).toISOString();
  return {
    no: `T${now.slice(0, 10).replaceAll("-", "")}${shop.newCode().slice(0, 12)}`,
    goodsId: goods.id,
    kind: goods.kind,
    title: goods.title,
    amountFen: goods.priceFen,
    way: way.way,
    createdAt: now,
    paymentId: null,
    payUrl: null,
    problem: null,
    money: "none",
    refundedFen: 0,
    closed: false,
    finished: false,
    shippedAt: null,
    handedOut: null,
    history: [{ at: now, text: "order placed" }],
  };
}

/** Makes the payment at the gateway. The order is kept before and after: whatever happens in between, nothing is lost. */
async function register(shop: Shop, order: Order, accounts: ShopAccounts): Promise<Order> {
  await shop.orders.put(order);
  const account = accounts[findWay(order.way)?.account ?? "mapi"];
  let result: Pick<Order, "paymentId" | "payUrl" | "problem">;
  try {
    const payment = await shop.gateway.createPayment({
      order_no: order.no,
      amount_fen: order.amountFen,
      subject: order.title,
      goods: order.kind,
      account,
      product: order.way,
      return_url: `${shop.publicUrl()}/orders/${order.no}`,
    });
    result = { paymentId: payment.id, payUrl: payment.pay_url, problem: null };
  } catch (error) {
    const problem =
      error instanceof GatewayProblem
        ? { code: error.code, name: error.problemName, detail: error.message, requestId: error.requestId }
        : {
            code: 1015,
            name: "NETWORK_ERROR",
            detail: "支付网关没有回答。The payment gateway did not answer.",
            requestId: "",
          };
    result = { paymentId: order.paymentId, payUrl: order.payUrl, problem };
  }
  // A delivery may have come in meanwhile: only these three fields are ours to change.
  const kept = { ...(shop.orders.find(order.no) ?? order), ...result };
  await shop.orders.put(kept);
  return kept;
}
