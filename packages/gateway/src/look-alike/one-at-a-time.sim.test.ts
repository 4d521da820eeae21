// An old shop looks and acts in two steps, so two messages at its door at once are goods handed out twice. Random days: slow
// answers, broken connections, processes that stall with a delivery in hand until another took it over, buyers who press "back", owners who send again.
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { HttpFailure } from "../platform/http-failure.ts";
import type { HttpRequest, HttpResponse } from "../platform/platform.ts";
import { type LookAlikeStage, openStage } from "./testing/look-alike-stage.ts";

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const runs = process.env["DEDEPAY_SOAK"] === "1" ? 2000 : 25;

type Step =
  | { do: "wait"; ms: number }
  /** The browser opens what it was given after a while, and the shop works on it. */
  | { do: "back"; afterMs: number; worksMs: number }
  | { do: "resend" };

/** What happens to one notification. The shop works to its end whatever the connection does. */
type Fate = { worksMs: number; end: "answers" | "breaks" | "stalls" };

const worksMs = fc.constantFrom(0, 200, 3 * secondMs, 29 * secondMs);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant("wait" as const),
    ms: fc.constantFrom(100, 1000, 5000, 31_000, 65_000, 121_000, 650_000),
  }),
  fc.record({ do: fc.constant("back" as const), afterMs: fc.constantFrom(0, 1000, 20_000), worksMs }),
  fc.record({ do: fc.constant("resend" as const) }),
);
const fate: fc.Arbitrary<Fate> = fc.record({
  worksMs: fc.oneof(worksMs, fc.constant(100 * secondMs)),
  end: fc.constantFrom("answers", "breaks", "stalls"),
});

let stage: LookAlikeStage;
let serial = 0;
const atWork: ("notify" | "return")[] = [];
let overlaps = 0;
let returns = 0;

async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

beforeAll(async () => {
  stage = await openStage({ settle, pollMs: minuteMs });
  await stage.gateway.changeLookAlike({ siteId: stage.siteId, changes: { returns: "signed" }, requestId: "req_s" });
});
afterAll(() => stage.close());

const later = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    stage.time.after(ms, async () => resolve());
  });

/** One visit to the shop's script: it looks at once, and acts when its work is done. */
async function visit(by: "notify" | "return", raw: string, ms: number): Promise<Buffer> {
  // Two returns meet where a buyer presses twice; the order is settled then, and neither settles it again.
  if (atWork.includes("notify") || (by === "notify" && atWork.length > 0)) overlaps += 1;
  atWork.push(by);
  const finish = stage.dedecms.begin(by, raw);
  if (ms > 0) await later(ms);
  atWork.splice(atWork.indexOf(by), 1);
  return finish();
}

/** How long the gateway waits for the shop's answer. */
const timeoutMs = 35 * secondMs;

/** What the gateway gets for one notification. */
async function meet({ url, body }: HttpRequest, fate: Fate): Promise<HttpResponse> {
  const raw = `${url.split("?")[1]}&${Buffer.from(body ?? []).toString("latin1")}`;
  const answer = visit("notify", raw, fate.worksMs);
  if (fate.end === "answers" && fate.worksMs < timeoutMs) return { status: 200, headers: {}, body: await answer };
  if (fate.end === "answers") await later(timeoutMs);
  else await later(fate.end === "breaks" ? fate.worksMs / 2 : 10 * minuteMs);
  throw new HttpFailure(fate.end === "answers" ? "timeout" : "network", { code: "ECONNRESET", timeoutMs });
}

async function run(stepOf: Step, paymentId: string): Promise<void> {
  if (stepOf.do === "wait") await stage.time.advance(stepOf.ms);
  if (stepOf.do === "back") {
    const way = await stage.gateway.findWayBack(paymentId);
    if (way.kind !== "redirect" || !way.url.includes("&sign=")) return;
    returns += 1;
    void later(stepOf.afterMs).then(() => visit("return", way.url.split("?")[1] ?? "", stepOf.worksMs));
  }
  if (stepOf.do === "resend") {
    const [delivery] = (await stage.gateway.inspectPayment(paymentId)).deliveries;
    if (delivery === undefined || delivery.status === "leased") return;
    await stage.gateway.resendDelivery({ deliveryId: delivery.id, requestId: "req_again" });
  }
}

/** From try to try, until nothing is owed any more. */
async function waitForEnd(paymentId: string): Promise<string> {
  for (;;) {
    const { deliveries } = await stage.gateway.inspectPayment(paymentId);
    const [delivery] = deliveries;
    if (delivery?.status === "done" || delivery?.status === "parked") break;
    const next = delivery?.next_attempt_at == null ? 0 : Date.parse(delivery.next_attempt_at) - stage.time.nowMs();
    await stage.time.advance(Math.max(next, 31 * secondMs));
  }
  // What a stalled process still says, and what a buyer still opens.
  await stage.time.advance(11 * minuteMs);
  return (await stage.gateway.inspectPayment(paymentId)).deliveries[0]?.status ?? "";
}

it("keeps every two messages at the shop apart, and hands out once", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 3, maxLength: 14 }),
      fc.array(fate, { maxLength: 4 }),
      async (steps, fates) => {
        serial += 1;
        const orderNo = `S-P1RN${serial}`;
        stage.dedecms.expect(orderNo, "148.21");
        await stage.order(orderNo);
        const { id } = await stage.paymentOf(orderNo);
        stage.nextAnswers.splice(0, Infinity, ...fates.map((one) => (request: HttpRequest) => meet(request, one)));
        overlaps = 0;
        await stage.payAtAlipay(await stage.paymentOf(orderNo));
        for (const one of steps) {
          await run(one, id);
          await settle();
        }
        const end = await waitForEnd(id);
        expect(overlaps).toBe(0);
        expect(atWork).toEqual([]);
        expect(stage.dedecms.handedOut(orderNo)).toBe(1);
        expect(["done", "parked"]).toContain(end);
      },
    ),
    { numRuns: runs },
  );
  expect(returns).toBeGreaterThan(0);
});
