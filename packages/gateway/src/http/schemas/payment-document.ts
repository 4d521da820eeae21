// The payment as the API describes it; the shape itself belongs to the use cases.
import { type TSchema, Type } from "typebox";
import { moment } from "./text.ts";

const nullable = (schema: TSchema): TSchema => Type.Union([schema, Type.Null()]);
const bilingual = Type.Object({ zh: Type.String(), en: Type.String() });
const product = Type.Enum(["direct", "escrow", "dual", "page", "wap", "qr"]);

const attempt = Type.Object({
  id: Type.String(),
  out_trade_no: Type.String({ description: "The number under which Alipay knows this attempt" }),
  service: Type.String({ description: "Alipay's name of the service" }),
  product,
  state: Type.Enum(["open", "paid", "superseded_live", "closed_at_alipay"]),
  trade_no: nullable(Type.String({ description: "Alipay's own number; null until Alipay named one" })),
});

export const lastError: TSchema = Type.Object({
  code: Type.Integer({ minimum: 1001, maximum: 1016 }),
  name: Type.String(),
  detail: bilingual,
  buyer_message: bilingual,
  alipay: Type.Optional(
    Type.Object({ code: Type.String(), sub_code: Type.Optional(Type.String()), sub_msg: Type.Optional(Type.String()) }),
  ),
  at: moment("When it happened"),
});

export const paymentDocument: TSchema = Type.Object(
  {
    id: Type.String(),
    order_no: Type.String({ description: "The site's own number" }),
    state: Type.Enum(["unpaid", "escrow_paid", "escrow_shipped", "paid", "finished", "closed", "refunded", "held"]),
    outcome: Type.Enum(["unpaid", "payment_failed", "parameter_error", "paid", "refunded"], {
      description: "未支付, 支付失败, 参数错误, 已支付, 已退款",
    }),
    amount_fen: Type.Integer({ description: "Fen: 1 is 0.01 yuan" }),
    currency: Type.Literal("CNY"),
    refunded_fen: Type.Integer(),
    subject: Type.String(),
    body: nullable(Type.String()),
    goods: Type.Enum(["physical", "virtual"]),
    product,
    account: Type.String(),
    environment: Type.Enum(["production", "sandbox", "simulator"]),
    pay_url: Type.String({ description: "Send the buyer here" }),
    return_url: nullable(Type.String()),
    attempts: Type.Array(attempt),
    notices: Type.Array(
      Type.Object({ kind: Type.String(), zh: Type.String(), en: Type.String(), field: Type.Optional(Type.String()) }),
      { description: "What the gateway chose or changed, said plainly" },
    ),
    metadata: Type.Record(Type.String(), Type.String()),
    created_at: moment("Creation"),
    paid_at: nullable(moment("Payment")),
    expires_at: nullable(moment("End of the pay link")),
    last_error: nullable(lastError),
  },
  { description: "A payment" },
);
