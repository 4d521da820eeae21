// The peer: what a good engineer writes by hand with Fastify, Alipay's own SDK and the same driver. It takes an order, gives
// the signed address of Alipay's page, verifies a notification and marks the order as paid. No incident, no ledger, no outbox.
import { createHash } from "node:crypto";
import { AlipaySdk } from "alipay-sdk";
import fastify, { type FastifyInstance } from "fastify";
import { identity } from "../messages.ts";
import type { Orders } from "./orders.ts";

export type PeerKeys = { readonly appPrivateKey: string; readonly alipayPublicKey: string };

type NewOrder = { order_no: string; amount_fen: number; subject: string };

const newOrder = {
  type: "object",
  required: ["order_no", "amount_fen", "subject"],
  additionalProperties: false,
  properties: {
    order_no: { type: "string", pattern: "^[A-Za-z0-9_]{1,64}$" },
    amount_fen: { type: "integer", minimum: 1, maximum: 10_000_000_000 },
    subject: { type: "string", minLength: 1, maxLength: 256 },
  },
};

const notifyUrl = "https://shop.example/notify";
const returnUrl = "https://shop.example/return";

export function createPeer(orders: Orders, keys: PeerKeys): FastifyInstance {
  const sdk = new AlipaySdk({
    appId: identity.appId,
    privateKey: keys.appPrivateKey,
    alipayPublicKey: keys.alipayPublicKey,
  });
  const app = fastify();
  app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body as string))),
  );
  app.post<{ Body: Record<string, string> }>("/notify", async (request) => {
    const fields = request.body;
    if (!sdk.checkNotifySignV2(fields)) return "fail";
    const isOurs = fields["app_id"] === identity.appId && fields["seller_id"] === identity.sellerId;
    const isPaid = fields["trade_status"] === "TRADE_SUCCESS" || fields["trade_status"] === "TRADE_FINISHED";
    if (isOurs && isPaid) {
      const amountFen = Math.round(Number(fields["total_amount"]) * 100);
      await orders.markPaid({
        orderNo: fields["out_trade_no"] ?? "",
        tradeNo: fields["trade_no"] ?? "",
        amountFen,
      });
    }
    return "success";
  });
  app.post<{ Body: NewOrder }>("/orders", { schema: { body: newOrder } }, async (request, reply) => {
    await orders.insert(request.body);
    return reply.code(201).send({ order_no: request.body.order_no, pay_url: pagePayUrl(sdk, request.body) });
  });
  app.post<{ Body: NewOrder }>("/orders/md5", { schema: { body: newOrder } }, async (request, reply) => {
    await orders.insert(request.body);
    return reply.code(201).send({ order_no: request.body.order_no, pay_url: directPayUrl(request.body) });
  });
  app.get<{ Params: { orderNo: string } }>("/orders/:orderNo", async (request, reply) => {
    const order = await orders.find(request.params.orderNo);
    return order ?? reply.code(404).send({ error: "not found" });
  });
  return app;
}

function pagePayUrl(sdk: AlipaySdk, order: NewOrder): string {
  return sdk.pageExecute("alipay.trade.page.pay", "GET", {
    notifyUrl,
    returnUrl,
    bizContent: {
      out_trade_no: order.order_no,
      product_code: "FAST_INSTANT_TRADE_PAY",
      total_amount: (order.amount_fen / 100).toFixed(2),
      subject: order.subject,
    },
  });
}

/** The SDK knows nothing of the partner protocol, so this is by hand. */
function directPayUrl(order: NewOrder): string {
  const parameters: Record<string, string> = {
    _input_charset: "utf-8",
    notify_url: notifyUrl,
    out_trade_no: order.order_no,
    partner: identity.partner,
    payment_type: "1",
    return_url: returnUrl,
    seller_id: identity.partner,
    service: "create_direct_pay_by_user",
    subject: order.subject,
    total_fee: (order.amount_fen / 100).toFixed(2),
  };
  const text = Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  const sign = createHash("md5").update(`${text}${identity.md5Key}`, "utf8").digest("hex");
  return `https://mapi.alipay.com/gateway.do?${new URLSearchParams({ ...parameters, sign, sign_type: "MD5" })}`;
}
