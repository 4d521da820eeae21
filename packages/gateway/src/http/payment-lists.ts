// Payments of a site, page by page, as JSON or for a spreadsheet; and the history of one.
import { DedepayError } from "@dedepay/errors";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type Static, Type } from "typebox";
import type { ListPaymentsInput, ListPaymentsResult } from "../use-cases/list-payments.ts";
import { paymentsCsv } from "./payments-csv.ts";
import { paymentDocument } from "./schemas/payment-document.ts";
import { failures } from "./schemas/problem-document.ts";
import { moment, printableText } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";
import { siteOf } from "./site-of.ts";

const filters = {
  outcome: Type.Optional(
    Type.Enum(["unpaid", "payment_failed", "parameter_error", "paid", "refunded"], {
      description: "未支付, 支付失败, 参数错误, 已支付, 已退款",
    }),
  ),
  state: Type.Optional(
    Type.Enum(["unpaid", "escrow_paid", "escrow_shipped", "paid", "finished", "closed", "refunded", "held"]),
  ),
  cursor: Type.Optional(printableText(80, "next_cursor of the page before")),
};
const listQuery = Type.Object(
  {
    order_no: Type.Optional(printableText(64, "The site's own number: at most one payment")),
    limit: Type.Optional(Type.String({ pattern: "^([1-9]|[1-9]\\d|100)$", description: "1 to 100; 20 when absent" })),
    ...filters,
  },
  { additionalProperties: false },
);
const exportQuery = Type.Object(filters, { additionalProperties: false });

const event = Type.Object({
  id: Type.String(),
  type: Type.String(),
  source: Type.String(),
  detail: Type.Record(Type.String(), Type.Unknown()),
  request_id: Type.String(),
  at: moment("When it was written"),
});

/** Of one file; the rest follows under the cursor. */
const mostRowsOfFile = 2000;

export function paymentListRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    const tags = ["payments"];
    const page = Type.Object({
      data: Type.Array(paymentDocument),
      next_cursor: Type.Union([Type.String(), Type.Null()]),
    });
    app.get(
      "/payments",
      {
        schema: {
          operationId: "listPayments",
          tags,
          summary: "List payments, newest first, or find the one of an order",
          querystring: listQuery,
          response: { 200: page, ...failures },
        },
      },
      async (request) => {
        const { order_no, limit, ...rest } = request.query;
        const { siteId } = siteOf(request);
        if (order_no !== undefined) return findByOrderNo(parts, siteId, order_no);
        return parts.gateway.listPayments({ ...filterOf(rest), siteId, limit: Number(limit ?? 20) });
      },
    );
    app.get(
      "/payments/export",
      {
        schema: {
          operationId: "exportPayments",
          tags,
          summary: "Payments as a CSV file; Dedepay-Next-Cursor leads to the next one",
          querystring: exportQuery,
          response: failures,
        },
      },
      async (request, reply) => {
        const { siteId } = siteOf(request);
        const input = { ...filterOf(request.query), siteId, limit: mostRowsOfFile };
        const { data, next_cursor } = await parts.gateway.listPayments(input);
        if (next_cursor !== null) reply.header("dedepay-next-cursor", next_cursor);
        return reply
          .type("text/csv; charset=utf-8")
          .header("content-disposition", 'attachment; filename="payments.csv"')
          .send(paymentsCsv(data));
      },
    );
    app.get(
      "/payments/:id/events",
      {
        schema: {
          operationId: "listPaymentEvents",
          tags,
          summary: "The history of a payment, oldest first",
          params: Type.Object({ id: Type.String() }),
          response: { 200: Type.Object({ data: Type.Array(event) }), ...failures },
        },
      },
      async (request) => {
        const { siteId } = siteOf(request);
        return { data: await parts.gateway.listPaymentEvents({ siteId, paymentId: request.params.id }) };
      },
    );
  };
}

function filterOf(query: Static<typeof exportQuery>): Pick<ListPaymentsInput, "outcome" | "state" | "cursor"> {
  const { outcome, state, cursor } = query;
  return {
    ...(outcome !== undefined && { outcome }),
    ...(state !== undefined && { state }),
    ...(cursor !== undefined && { cursor }),
  };
}

async function findByOrderNo(parts: ServerParts, siteId: string, orderNo: string): Promise<ListPaymentsResult> {
  try {
    return { data: [await parts.gateway.getPayment({ siteId, orderNo })], next_cursor: null };
  } catch (error) {
    // A search which finds nothing is an empty list, not a failure.
    if (error instanceof DedepayError && error.unified === 1009) return { data: [], next_cursor: null };
    throw error;
  }
}
