// Escrow: the site says that it has shipped, Alipay is told, the buyer can confirm the receipt.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type Static, Type } from "typebox";
import { answer } from "./schemas/answer.ts";
import { both } from "./schemas/both-languages.ts";
import { escrowExample, pendingRefundExample } from "./schemas/examples.ts";
import { paymentById } from "./schemas/path-fields.ts";
import { problems } from "./schemas/problem-responses.ts";
import { reference } from "./schemas/reference.ts";
import { replayed } from "./schemas/reply-headers.ts";
import { choice, printableText } from "./schemas/text.ts";
import { sendOnce } from "./send-once.ts";
import type { ServerParts } from "./server-parts.ts";
import { siteOf } from "./site-of.ts";
import { refuseUnpairedSurrogates } from "./text-check.ts";

const newShipment = Type.Object(
  {
    logistics_name: printableText(64, both("承运公司", "Who carries it")),
    invoice_no: Type.Optional(printableText(32, both("运单号", "Number of the waybill"))),
    transport_type: choice(
      ["POST", "EXPRESS", "EMS", "DIRECT"],
      both("平邮、快递、EMS；DIRECT 无需物流（虚拟商品）", "DIRECT: nothing is carried (virtual goods)"),
    ),
  },
  {
    additionalProperties: false,
    examples: [{ logistics_name: "顺丰速运", invoice_no: "SF0000000001", transport_type: "EXPRESS" }],
  },
);
const payment = reference("Payment");

export function shipmentRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      "/payments/:id/shipment",
      {
        schema: {
          operationId: "shipPayment",
          tags: ["shipments"],
          summary: both("担保交易发货", "Tell Alipay that an escrow payment's goods are on their way"),
          description: both(
            "买家收货确认之后款项才到卖家。重复发货无害。",
            "The money is the seller's only when the buyer has confirmed the receipt. Shipping again is harmless.",
          ),
          params: paymentById,
          body: newShipment,
          response: {
            200: answer({
              zh: "支付宝已接受",
              en: "Alipay took it",
              schema: payment,
              example: escrowExample,
              headers: replayed,
            }),
            202: answer({
              zh: "支付宝的回答还不知道，正在查询（last_error 说明原因）",
              en: "Alipay's answer is not known yet and is being queried; last_error says why",
              schema: payment,
              example: { ...escrowExample, state: "escrow_paid", last_error: pendingRefundExample.last_error },
            }),
            ...problems({ body: true, alipay: true }),
          },
        },
      },
      async (request, reply) => {
        refuseUnpairedSurrogates(request.body);
        const { siteId } = siteOf(request);
        const paymentId = request.params.id;
        const once = { request, reply, operation: "shipment", paymentId } as const;
        return sendOnce(parts, once, async (again) => {
          const known = again ? await parts.gateway.getPayment({ siteId, paymentId }) : undefined;
          // Its answer got lost, and Alipay has told the rest meanwhile.
          if (known !== undefined && known.state !== "escrow_paid") return { status: 200, body: known, isFinal: true };
          const shipment = { siteId, paymentId, requestId: request.id, ...shipmentOf(request.body) };
          const { payment, pending } = await parts.gateway.shipPayment(shipment);
          return { status: pending ? 202 : 200, body: payment, isFinal: !pending };
        });
      },
    );
  };
}

function shipmentOf({ logistics_name, invoice_no, transport_type }: Static<typeof newShipment>): {
  logisticsName: string;
  transportType: "POST" | "EXPRESS" | "EMS" | "DIRECT";
  invoiceNo?: string;
} {
  return {
    logisticsName: logistics_name,
    transportType: transport_type,
    ...(invoice_no !== undefined && { invoiceNo: invoice_no }),
  };
}
