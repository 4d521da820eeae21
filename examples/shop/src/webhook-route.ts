// POST /webhook: what the gateway owes us. Any 2xx acknowledges, so nothing is answered before it is on disk.
import type { FastifyInstance } from "fastify";
import { applyDelivery, type Delivery, mismatchOf } from "./order.ts";
import type { Shop } from "./shop.ts";
import { verifyWebhook } from "./webhook-signature.ts";

export function webhookRoute(shop: Shop): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.post("/webhook", async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const header = (name: string): string | undefined => request.headers[name]?.toString();
      const signed = { body, timestamp: header("dedepay-timestamp"), signature: header("dedepay-signature") };
      const verdict = verifyWebhook(shop.webhookSecret, signed, shop.nowMs());
      if (verdict !== "verified") return reply.code(401).send({ error: verdict });
      const delivery = readDelivery(body);
      if (delivery === undefined || delivery.id !== header("dedepay-delivery"))
        return reply.code(400).send({ error: "malformed" });
      const outcome = await accept(shop, delivery);
      return reply.code(outcome === "unknown_order" || outcome === "mismatch" ? 422 : 200).send({ outcome });
    });
  };
}

type Outcome = "applied" | "duplicate" | "unknown_order" | "mismatch";

async function accept(shop: Shop, delivery: Delivery): Promise<Outcome> {
  if (shop.orders.hasDelivery(delivery.id)) {
    // Its first copy may still be on the way to the disk, or have failed there.
    await shop.orders.flush();
    return "duplicate";
  }
  const order = shop.orders.find(delivery.payment.order_no);
  if (order === undefined) return "unknown_order";
  if (mismatchOf(order, delivery) !== undefined) return "mismatch";
  const at = new Date(shop.nowMs()).toISOString();
  await shop.orders.put(applyDelivery(order, delivery, { at, newCode: shop.newCode }), delivery.id);
  return "applied";
}

function readDelivery(body: Buffer): Delivery | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body.toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const delivery = value as Partial<Delivery> | null;
  const complete =
    typeof delivery?.id === "string" &&
    typeof delivery.type === "string" &&
    typeof delivery.payment?.order_no === "string" &&
    typeof delivery.payment.amount_fen === "number";
  return complete ? (delivery as Delivery) : undefined;
}
