// A request under an Idempotency-Key is carried out once: the same one gets the stored answer, another one under the same key is
// refused. The key is taken before the work begins, so that a process which dies in it leaves no room for another request.
// (create-payment keeps its keys in its own unit of work.)
import { findIdempotencyKey, insertIdempotencyKey, keepIdempotentAnswer } from "../store/idempotency-keys.ts";
import { StaleVersion } from "../store/store.ts";
import type { Context } from "./context.ts";
import { checkIdempotencyKey } from "./payments/check-create-payment.ts";
import { duplicateRequest, hashOf, type PaymentContent } from "./payments/payment-content.ts";

export type AnswerOnceInput = {
  siteId: string;
  /** Undefined: nothing is kept. */
  idempotencyKey: string | undefined;
  operation: string;
  paymentId: string;
  /** The request's body. */
  request: Readonly<Record<string, unknown>>;
};

export type Answer = { status: number; body: object };
/** isFinal: false for an unknown outcome, which is never replayed: asked again, the work looks how it stands now. */
export type Work = (again: boolean) => Promise<Answer & { isFinal: boolean }>;
export type AnswerOnceResult = Answer & { replayed: boolean };

/** Throws 1002 (the key), 1013 (used for another request), and what the work throws, which is not kept. */
export async function answerOnce(context: Context, input: AnswerOnceInput, work: Work): Promise<AnswerOnceResult> {
  const { siteId, idempotencyKey } = input;
  checkIdempotencyKey(idempotencyKey);
  if (idempotencyKey === undefined) return { ...(await work(false)), replayed: false };
  const taken = await takeKey(context, { ...input, idempotencyKey });
  if (typeof taken === "object") return { ...taken, replayed: true };
  const { isFinal, ...answer } = await work(taken === "again");
  if (isFinal)
    await context.store.run((db) => keepIdempotentAnswer(db, { siteId, idempotencyKey }, JSON.stringify(answer)));
  return { ...answer, replayed: false };
}

/** The stored answer; `again` where an earlier one with the same content has none yet. */
async function takeKey(
  context: Context,
  input: AnswerOnceInput & { idempotencyKey: string },
): Promise<Answer | "first" | "again"> {
  const { siteId, idempotencyKey, paymentId } = input;
  const request = contentOf(input);
  const requestHash = hashOf(request);
  return context.store.inTransaction(async (db) => {
    const kept = await findIdempotencyKey(db, siteId, idempotencyKey);
    if (kept === undefined) {
      const row = { siteId, idempotencyKey, requestHash, requestJson: JSON.stringify(request), paymentId };
      const isNew = await insertIdempotencyKey(db, { ...row, answerJson: "", createdAtMs: context.nowMs() });
      if (!isNew) throw new StaleVersion("idempotency key");
      return "first";
    }
    if (kept.requestHash !== requestHash)
      throw duplicateRequest({
        param: "Idempotency-Key",
        value: idempotencyKey,
        existingId: kept.paymentId,
        known: JSON.parse(kept.requestJson) as PaymentContent,
        given: request,
      });
    return kept.answerJson === "" ? "again" : (JSON.parse(kept.answerJson) as Answer);
  });
}

/** In one order, whichever the client wrote it in. */
function contentOf({ operation, paymentId, request }: AnswerOnceInput): PaymentContent {
  const fields = Object.entries(request).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    operation,
    payment_id: paymentId,
    ...Object.fromEntries(
      fields.map(([name, value]) => [
        name,
        typeof value === "string" || typeof value === "number" ? value : JSON.stringify(value),
      ]),
    ),
  };
}
