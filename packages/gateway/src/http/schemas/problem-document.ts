// The failure as the API describes it: RFC 9457 with one of the sixteen numbers.
import { type TSchema, Type } from "typebox";

export const problemDocument: TSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.Integer({ minimum: 1001, maximum: 1016 }),
    name: Type.String(),
    detail: Type.String(),
    param: Type.Optional(Type.String()),
    request_id: Type.String(),
    doc_url: Type.String(),
    retry: Type.Enum(["never", "same_request", "after_fix", "backoff"]),
    money: Type.Enum(["none", "unknown", "moved"]),
    owner: Type.Enum(["merchant", "buyer", "alipay", "network", "site"]),
    buyer_message: Type.String(),
    fix: Type.Array(Type.String()),
    alipay: Type.Optional(
      Type.Object({
        code: Type.String(),
        sub_code: Type.Optional(Type.String()),
        sub_msg: Type.Optional(Type.String()),
      }),
    ),
    diagnosis: Type.Optional(Type.Object({ cause: Type.String(), proof: Type.Optional(Type.String()) })),
  },
  { description: "A failure (application/problem+json)" },
);

type FailureResponse = { description: string; content: { "application/problem+json": { schema: TSchema } } };

const failure: FailureResponse = {
  description: "A failure, with one of the sixteen numbers",
  content: { "application/problem+json": { schema: problemDocument } },
};

/** What every route of the API may answer besides its success. */
export const failures: Readonly<Record<"4xx" | "5xx", FailureResponse>> = { "4xx": failure, "5xx": failure };
