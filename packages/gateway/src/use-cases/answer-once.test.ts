import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTestGateway, type TestGateway } from "../testing/test-gateway.ts";
import type { AnswerOnceInput, AnswerOnceResult } from "./answer-once.ts";

let test: TestGateway;
let done: number;

beforeEach(async () => {
  test = await openTestGateway();
  done = 0;
});
afterEach(async () => {
  await test.close();
});

function once(over: Partial<AnswerOnceInput> = {}, isFinal = true): Promise<AnswerOnceResult> {
  const request = { amount_fen: 100, reason: "x" };
  const input = {
    siteId: test.siteId,
    idempotencyKey: "k1",
    operation: "refund",
    paymentId: "pay_1",
    request,
    ...over,
  };
  return test.gateway.answerOnce(input, async (again) => {
    done += 1;
    return { status: 201, body: { done, again }, isFinal };
  });
}

describe("a request under an Idempotency-Key", () => {
  it("is carried out once; the same one gets the stored answer, whatever the order of its fields", async () => {
    expect(await once()).toEqual({ status: 201, body: { done: 1, again: false }, replayed: false });
    const again = await once({ request: { reason: "x", amount_fen: 100 } });
    expect(again).toEqual({ status: 201, body: { done: 1, again: false }, replayed: true });
    await test.reopen();
    expect((await once()).replayed).toBe(true);
    expect(done).toBe(1);
  });

  it("is refused as 1013 with the differing fields where the key was used for another one", async () => {
    await once();
    await expect(once({ request: { amount_fen: 200 }, paymentId: "pay_2" })).rejects.toMatchObject({
      unified: 1013,
      param: "Idempotency-Key",
      extra: {
        existing_id: "pay_1",
        differing_fields: [
          { field: "payment_id", known: "pay_1", given: "pay_2" },
          { field: "amount_fen", known: 100, given: 200 },
          { field: "reason", known: "x", given: null },
        ],
      },
    });
    expect(done).toBe(1);
  });

  it("of unknown outcome is never replayed: it looks how it stands now, and the other request stays refused", async () => {
    expect((await once({}, false)).replayed).toBe(false);
    await expect(once({ request: {} })).rejects.toMatchObject({ unified: 1013 });
    expect(await once()).toEqual({ status: 201, body: { done: 2, again: true }, replayed: false });
    expect(await once()).toMatchObject({ body: { done: 2 }, replayed: true });
  });

  it("that fails is not kept, and belongs to its site", async () => {
    const failing = test.gateway.answerOnce(
      { siteId: test.siteId, idempotencyKey: "k2", operation: "replace", paymentId: "pay_1", request: {} },
      async () => {
        throw new RangeError("no");
      },
    );
    await expect(failing).rejects.toThrow(RangeError);
    expect(await once({ idempotencyKey: "k2", operation: "replace", request: {} })).toMatchObject({ replayed: false });
    const other = await test.gateway.registerSite({ name: "other", requestId: "r" });
    expect(await once({ idempotencyKey: "k2", siteId: other.siteId })).toMatchObject({ replayed: false });
  });

  it("without a key is carried out each time, and a key that is none is refused", async () => {
    await once({ idempotencyKey: undefined });
    await once({ idempotencyKey: undefined });
    expect(done).toBe(2);
    await expect(once({ idempotencyKey: "a b" })).rejects.toMatchObject({ unified: 1002 });
  });
});
