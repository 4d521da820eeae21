// A reference to a document by its name, in the spelling that Fastify and its description plug-in resolve.
import { type TSchema, Type } from "typebox";

export type DocumentName =
  | "Payment"
  | "Attempt"
  | "Refund"
  | "Delivery"
  | "Event"
  | "LastError"
  | "Diagnosis"
  | "Problem";

export function reference(name: DocumentName): TSchema {
  return Type.Unsafe({ $ref: `${name}#` });
}

export function nullable(schema: TSchema, description: string): TSchema {
  return Type.Unsafe({ anyOf: [schema, { type: "null" }], description });
}
