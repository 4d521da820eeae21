// The documents of the API under the names that they have in its description; routes refer to them by name.
import { type TSchema, Type } from "typebox";
import { deliveryDocument } from "./delivery-document.ts";
import { diagnosisDocument } from "./diagnosis-document.ts";
import { eventDocument } from "./event-document.ts";
import { lastError } from "./last-error.ts";
import { attemptDocument, paymentDocument } from "./payment-document.ts";
import { problemDocument } from "./problem-document.ts";
import { refundDocument } from "./refund-document.ts";

const documents = {
  Payment: paymentDocument,
  Attempt: attemptDocument,
  Refund: refundDocument,
  Delivery: deliveryDocument,
  Event: eventDocument,
  LastError: lastError,
  Diagnosis: diagnosisDocument,
  Problem: problemDocument,
} as const satisfies Readonly<Record<string, TSchema>>;

/** With their names as `$id`, as Fastify keeps shared schemas. */
export const sharedSchemas: readonly TSchema[] = Object.entries(documents).map(([name, schema]) =>
  Type.Unsafe({ ...schema, $id: name }),
);
