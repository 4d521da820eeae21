// The refund as the API describes it; the shape itself belongs to the use cases.
import { type TSchema, Type } from "typebox";
import { lastError } from "./payment-document.ts";
import { moment } from "./text.ts";

const nullable = (schema: TSchema): TSchema => Type.Union([schema, Type.Null()]);

export const refundDocument: TSchema = Type.Object(
  {
    id: Type.String(),
    payment_id: Type.String(),
    refund_no: Type.String({ description: "The site's own number" }),
    state: Type.Enum(["requested", "awaiting_operator", "submitted", "unknown", "failed", "succeeded"]),
    amount_fen: Type.Integer(),
    currency: Type.Literal("CNY"),
    reason: Type.String(),
    request_no: Type.String({ description: "The number under which Alipay knows it" }),
    operator_url: nullable(Type.String({ description: "Where the seller's operator confirms it with the password" })),
    operator_until: nullable(moment("Beijing midnight")),
    created_at: moment("Creation"),
    settled_at: nullable(moment("Success or failure")),
    last_error: nullable(lastError),
  },
  { description: "A refund" },
);
