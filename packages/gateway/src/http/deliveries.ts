// What a site is owed, for a site that fetches it instead of being called; and what came of it.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { answer } from "./schemas/answer.ts";
import { both } from "./schemas/both-languages.ts";
import { deliveryExample } from "./schemas/examples.ts";
import { problems } from "./schemas/problem-responses.ts";
import { reference } from "./schemas/reference.ts";
import { choice, printableText, text } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";
import { siteOf } from "./site-of.ts";

const query = Type.Object(
  {
    order_no: Type.Optional(printableText(64, both("只要这个订单的", "Only of this order"))),
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 100,
        default: 20,
        description: both("最多几项，默认 20", "At most so many"),
      }),
    ),
  },
  { additionalProperties: false },
);

const toShip = Type.Object(
  {
    payment_id: text("支付单编号", "Id of the payment"),
    order_no: text("站点自己的订单号", "The site's own number"),
  },
  { description: both("一笔待发货的支付", "A payment whose goods have to be shipped") },
);
const owed = Type.Object(
  {
    data: Type.Array(reference("Delivery"), {
      description: both(
        "欠站点的投递，与 webhook 的内容相同；用 id 确认",
        "Each as its webhook would carry it; acknowledge it by its `id`",
      ),
    }),
    awaiting_shipment: Type.Array(toShip, {
      description: both(
        "担保交易已付款、要由站点发货的：发出之后用 POST /v1/payments/:id/shipment 告诉支付宝",
        "Paid into escrow and for the site to ship: tell Alipay with POST /v1/payments/:id/shipment once they are on their way",
      ),
    }),
  },
  { description: both("欠站点的事", "What the site is owed") },
);

const outcomeOfDelivery = Type.Object(
  {
    status: Type.Integer({
      minimum: 200,
      maximum: 599,
      description: both("如果是 webhook，站点会回答的 HTTP 状态", "What the webhook would have answered"),
    }),
    outcome: Type.Optional(
      Type.String({
        pattern: "^[a-z][a-z0-9_]{0,59}$",
        description: both(
          "一个词；状态为 409 或 422 时说明为什么需要人看",
          "One word; with 409 or 422 it says why a person has to look",
        ),
      }),
    ),
    interruption: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: both(
          "outcome 为 interrupted 时：正要改什么，从什么值改成什么值",
          "With `interrupted`: what was about to change, from which values to which",
        ),
        maxProperties: 10,
      }),
    ),
  },
  { additionalProperties: false, examples: [{ status: 200 }] },
);
const acknowledged = Type.Object(
  {
    id: text("投递编号", "Id of the delivery"),
    status: choice(
      ["done", "pending", "parked"],
      both("done 已完成、pending 会再投递、parked 需要人看", "Done, told again later, or waiting for a person"),
    ),
  },
  { description: both("投递现在的状态", "How the delivery stands now") },
);

const listDeliveriesSchema = {
  operationId: "listDeliveries",
  tags: ["deliveries"],
  summary: both("欠站点、还没有确认的投递", "What the site is owed and has not acknowledged"),
  description: both(
    "给不能从外面访问的站点；webhook 同时有效。",
    "For a site that cannot be called from outside; webhooks go on beside it.",
  ),
  querystring: query,
  response: {
    200: answer({
      zh: "欠站点的投递",
      en: "What is owed",
      schema: owed,
      example: { data: [deliveryExample("payment.paid")], awaiting_shipment: [] },
    }),
    ...problems(),
  },
};

const acknowledgeDeliverySchema = {
  operationId: "acknowledgeDelivery",
  tags: ["deliveries"],
  summary: both("确认一次投递的结果", "Say what came of a fetched delivery"),
  description: both("重复确认无害。", "Acknowledging again is harmless."),
  params: Type.Object({ id: Type.String({ description: both("投递编号", "Id of the delivery") }) }),
  body: outcomeOfDelivery,
  response: {
    200: answer({ zh: "已记下", en: "Noted", schema: acknowledged, example: { id: "dlv_3f8s5h", status: "done" } }),
    ...problems({ body: true, codes: [1009] }),
  },
};

export function deliveryRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get("/deliveries", { schema: listDeliveriesSchema }, async (request) => {
      const { order_no, limit } = request.query;
      return parts.gateway.listDeliveries({
        siteId: siteOf(request).siteId,
        ...(order_no !== undefined && { orderNo: order_no }),
        ...(limit !== undefined && { limit }),
      });
    });
    app.post("/deliveries/:id/acknowledge", { schema: acknowledgeDeliverySchema }, async (request) => {
      const { status, outcome, interruption } = request.body;
      return parts.gateway.acknowledgeDelivery({
        siteId: siteOf(request).siteId,
        deliveryId: request.params.id,
        httpStatus: status,
        requestId: request.id,
        ...(outcome !== undefined && { outcome }),
        ...(interruption !== undefined && { interruption }),
      });
    });
  };
}
