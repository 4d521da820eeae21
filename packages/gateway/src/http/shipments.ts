// Escrow: the site says that it has shipped, Alipay is told, the buyer can confirm the receipt.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { paymentDocument } from "./schemas/payment-document.ts";
import { failures } from "./schemas/problem-document.ts";
import { printableText } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";
import { siteOf } from "./site-of.ts";
import { refuseUnpairedSurrogates } from "./text-check.ts";

const newShipment = Type.Object(
  {
    logistics_name: printableText(64, "Who carries it"),
    invoice_no: Type.Optional(printableText(32, "Number of the waybill")),
    transport_type: Type.Enum(["POST", "EXPRESS", "EMS", "DIRECT"], {
      description: "DIRECT: nothing is carried (virtual goods)",
    }),
  },
  { additionalProperties: false },
);

export function shipmentRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      "/payments/:id/shipment",
      {
        schema: {
          operationId: "shipPayment",
          tags: ["shipments"],
          summary: "Tell Alipay that an escrow payment's goods are on their way",
          params: Type.Object({ id: Type.String() }),
          body: newShipment,
          response: { 200: paymentDocument, 202: paymentDocument, ...failures },
        },
      },
      async (request, reply) => {
        refuseUnpairedSurrogates(request.body);
        const { logistics_name, invoice_no, transport_type } = request.body;
        const result = await parts.gateway.shipPayment({
          siteId: siteOf(request).siteId,
          paymentId: request.params.id,
          logisticsName: logistics_name,
          transportType: transport_type,
          ...(invoice_no !== undefined && { invoiceNo: invoice_no }),
          requestId: request.id,
        });
        reply.code(result.pending ? 202 : 200);
        return result.payment;
      },
    );
  };
}
