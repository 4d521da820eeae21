// Payments of a site, page by page, as JSON or for a spreadsheet; and the history of one.
import { DedepayError } from "@dedepay/errors";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type Static, Type } from "typebox";
import type { ListPaymentsInput, ListPaymentsResult } from "../use-cases/payments/list-payments.ts";
import { paymentsCsv } from "./payments-csv.ts";
import { answer } from "./schemas/answer.ts";
import { both } from "./schemas/both-languages.ts";
import { eventExample, paidExample } from "./schemas/examples.ts";
import { paymentById } from "./schemas/path-fields.ts";
import { outcomes, outcomeWords, states, stateWords } from "./schemas/payment-document.ts";
import { problems } from "./schemas/problem-responses.ts";
import { nullable, reference } from "./schemas/reference.ts";
import { replyHeaders } from "./schemas/reply-headers.ts";
import { choice, printableText } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";
import { siteOf } from "./site-of.ts";

const filters = {
  outcome: Type.Optional(choice(outcomes, outcomeWords)),
  state: Type.Optional(choice(states, stateWords)),
  cursor: Type.Optional(printableText(80, both("上一页的 next_cursor", "next_cursor of the page before"))),
};
const listQuery = Type.Object(
  {
    order_no: Type.Optional(
      printableText(64, both("站点的订单号：最多一笔", "The site's own number: at most one payment")),
    ),
    limit: Type.Optional(
      Type.String({
        pattern: "^([1-9]|[1-9]\\d|100)$",
        description: both("每页笔数，1 到 100，默认 20", "1 to 100; 20 when absent"),
      }),
    ),
    ...filters,
  },
  { additionalProperties: false },
);
const exportQuery = Type.Object(filters, { additionalProperties: false });

const page = Type.Object(
  {
    data: Type.Array(reference("Payment"), { description: both("支付单，新的在前", "Payments, newest first") }),
    next_cursor: nullable(
      Type.String(),
      both("下一页；null 表示没有了。一页可能不满", "The next page; null where there is none. A page may be short"),
    ),
  },
  { description: both("一页支付单", "A page of payments") },
);
const history = Type.Object(
  { data: Type.Array(reference("Event"), { description: both("事件，旧的在前", "Events, oldest first") }) },
  { description: both("支付单的历史", "The history of a payment") },
);

const csvAnswer = {
  description: both(
    "UTF-8（带 BOM）的 CSV，Excel 可直接打开；中文表头，金额为元，时间为北京时间",
    "CSV in UTF-8 with a BOM, which Excel needs; amounts in yuan, times of Beijing",
  ),
  headers: replyHeaders({
    more: {
      "Dedepay-Next-Cursor": {
        type: "string",
        description: both("还有更多时：下一个文件的 cursor", "Where there is more: the cursor of the next file"),
      },
      "Content-Disposition": { type: "string", description: both("建议的文件名", "The name of the file") },
    },
  }),
  content: {
    "text/csv": {
      schema: { type: "string" },
      examples: { example: { value: "订单号,支付单,结果,状态,…" } },
    },
  },
};

const listPaymentsSchema = {
  operationId: "listPayments",
  tags: ["payments"],
  summary: both("支付单列表，或按订单号查找", "List payments, or find the one of an order"),
  description: both(
    "新的在前，用 next_cursor 翻页。outcome 区分未支付、支付失败、参数错误。",
    "Newest first; next_cursor leads to the next page. `outcome` tells not paid, payment failed and wrong parameters apart.",
  ),
  querystring: listQuery,
  response: {
    200: answer({
      zh: "一页支付单",
      en: "A page of payments",
      schema: page,
      example: { data: [paidExample], next_cursor: null },
    }),
    ...problems(),
  },
};

const exportPaymentsSchema = {
  operationId: "exportPayments",
  tags: ["payments"],
  summary: both("导出支付单（CSV）", "Payments for a spreadsheet"),
  description: both(
    "每个文件最多 2000 笔，其余用响应头 Dedepay-Next-Cursor 继续。以 = + - @ 开头的内容前加单引号，不会被当作公式。",
    "At most 2000 payments a file; the header Dedepay-Next-Cursor leads to the next one. Texts that begin like a formula get an apostrophe, so that no spreadsheet runs them.",
  ),
  querystring: exportQuery,
  response: { 200: csvAnswer, ...problems() },
};

const listPaymentEventsSchema = {
  operationId: "listPaymentEvents",
  tags: ["payments"],
  summary: both("支付单的历史", "The history of a payment"),
  description: both("发生了什么、什么时候、由什么带来。", "What happened, when, and what brought it."),
  params: paymentById,
  response: {
    200: answer({ zh: "历史", en: "The history", schema: history, example: { data: [eventExample] } }),
    ...problems({ codes: [1009] }),
  },
};

/** Of one file; the rest follows under the cursor. */
const mostRowsOfFile = 2000;

export function paymentListRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get("/payments", { schema: listPaymentsSchema }, async (request) => {
      const { order_no, limit, ...rest } = request.query;
      const { siteId } = siteOf(request);
      if (order_no !== undefined) return findByOrderNo(parts, siteId, order_no);
      return parts.gateway.listPayments({ ...filterOf(rest), siteId, limit: Number(limit ?? 20) });
    });
    app.get("/payments/export", { schema: exportPaymentsSchema }, async (request, reply) => {
      const { siteId } = siteOf(request);
      const input = { ...filterOf(request.query), siteId, limit: mostRowsOfFile };
      const { data, next_cursor } = await parts.gateway.listPayments(input);
      if (next_cursor !== null) reply.header("dedepay-next-cursor", next_cursor);
      return reply
        .type("text/csv; charset=utf-8")
        .header("content-disposition", 'attachment; filename="payments.csv"')
        .send(paymentsCsv(data));
    });
    app.get("/payments/:id/events", { schema: listPaymentEventsSchema }, async (request) => {
      const { siteId } = siteOf(request);
      return { data: await parts.gateway.listPaymentEvents({ siteId, paymentId: request.params.id }) };
    });
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
