import { mapiServices, type OpenapiServiceDefinition, openapiServices, type ServiceDefinition } from "@dedepay/alipay";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "./start-simulator.ts";
import { all, app, openapiQuery, walkAt, walkStartMs, walkWorld } from "./testing/code-merchant.ts";
import { signedQuery } from "./testing/mapi-client.ts";
import { callV3 } from "./testing/v3-client.ts";

// Whoever holds a key gets past the signature: signed calls with anything in them, and anything at the control API. A failing
// run prints its seed, which fc.assert takes again.
const numRuns = process.env["DEDEPAY_SOAK"] === "1" ? 5000 : 250;
let simulator: Simulator;
const faults: unknown[] = [];
beforeAll(async () => {
  simulator = await startSimulator({
    world: walkWorld,
    speed: 0,
    startMs: walkStartMs,
    log: (_message, error) => faults.push(error),
  });
  walkAt(simulator);
});
afterAll(() => simulator.close());

const evil: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom("", "0", "-1", "0.001", "1e9", "99999999999999.99", "NaN", " ", "a=b&c=d", "^|#$", "1c", "15d", "%"),
  fc.constantFrom("2026-03-01 10:00:00", "2026-02-30 25:61:61", "9999-12-31 23:59:59", "__proto__", "书\u0000\ud800"),
  fc.constantFrom("20260301001", "2026030122001001000000000001^1.00^x#^^", "1.00", "E1", "T", "书".repeat(300)),
  fc.string({ unit: "binary", maxLength: 30 }),
);
const json: fc.Arbitrary<unknown> = fc.oneof(evil, fc.jsonValue({ maxDepth: 3 }), fc.constant([[[[{}]]]]));

/** A good call with one or two fields made evil, or nothing but evil. */
function filled<T>(
  good: Record<string, T>,
  fields: readonly string[],
  value: fc.Arbitrary<T>,
): fc.Arbitrary<Record<string, T>> {
  const some = (most: number): fc.Arbitrary<Record<string, T>> =>
    fc.dictionary(fc.constantFrom(...fields, "extra"), value, { maxKeys: most });
  return fc.oneof(
    { weight: 3, arbitrary: some(2).map((changes) => ({ ...good, ...changes })) },
    { weight: 1, arbitrary: some(fields.length) },
  );
}

const money = { total_fee: "1.00", total_amount: "1.00", refund_amount: "0.01", price: "1.00", quantity: "1" };
const numbers = { out_trade_no: "E1", out_order_no: "E1", out_request_no: "R", auth_code: "282088202000000014" };
const logistics = { logistics_type: "EXPRESS", logistics_fee: "0.00", logistics_payment: "SELLER_PAY" };
const batch = {
  refund_date: "2026-03-01 10:00:00",
  batch_no: "20260301001",
  batch_num: "1",
  detail_data: "2026030122001001000000000001^0.01^x",
};
const others = {
  ...{ subject: "x", payment_type: "1", seller_id: all.partner, seller_user_id: all.partner, logistics_name: "x" },
  ...{ transport_type: "EXPRESS", trade_no: "2026030122001001000000000001", page_no: "1", scene: "bar_code" },
  ...{ bill_type: "trade", bill_date: "2026-02-28", buyer_id: "2088202000000014", quit_url: "http://a.test/" },
};

/** What a service asks for, with good values. */
function good(service: ServiceDefinition): Record<string, string> {
  const known = { ...money, ...numbers, ...logistics, ...batch, ...others };
  const named = Object.entries(known).filter(([name]) => name in service.fields);
  const direct = service.name === "create_direct_pay_by_user" || service.name.startsWith("alipay.wap");
  const foreign = direct ? ["price", "quantity"] : service.name.startsWith("alipay.trade.pay") ? [] : ["buyer_id"];
  return Object.fromEntries(named.filter(([name]) => !foreign.includes(name)));
}

const wellFormed = (text: string): string => text.replace(/[\ud800-\udfff]/g, "?");

async function stillThere(): Promise<void> {
  expect(faults).toEqual([]);
  expect((await fetch(`${simulator.url}/sim`)).status).toBe(200);
  expect((await fetch(`${simulator.url}/sim/snapshot`)).status).toBe(200);
}

describe("a merchant with a key", () => {
  const mapi = Object.values<ServiceDefinition>(mapiServices).filter(({ signed }) => signed);
  it.each(mapi)("can't stop it by $name", async (service) => {
    const { name, fields } = service;
    await fc.assert(
      fc.asyncProperty(
        filled(good(service), [...Object.keys(fields), "notify_url", "return_url"], evil),
        fc.constantFrom("utf-8" as const, "gbk" as const),
        async (values, charset) => {
          const asked = { service: name, partner: all.partner, ...values };
          const query = signedQuery({ key: all.md5Key, charset, fields: asked });
          const response = await fetch(`${simulator.mapiEndpoint}?${query}`, { redirect: "manual" });
          expect([200, 303]).toContain(response.status);
          await response.arrayBuffer();
        },
      ),
      { numRuns: Math.ceil(numRuns / 10) },
    );
    await stillThere();
  });

  const openapi = Object.values<OpenapiServiceDefinition>(openapiServices);
  it.each(openapi)("can't stop it by $name, v2 and v3", async (service) => {
    const { name, fields, v3 } = service;
    await fc.assert(
      fc.asyncProperty(filled<unknown>(good(service), Object.keys(fields), json), async (biz) => {
        const query = openapiQuery(name, biz);
        const response = await fetch(`${simulator.openapiEndpoint}?${query}`, { method: "POST", redirect: "manual" });
        expect([200, 303]).toContain(response.status);
        await response.arrayBuffer();
        if (v3 === undefined) return;
        const answer = await callV3(simulator, { app, path: v3.path, httpMethod: v3.httpMethod, body: biz });
        expect(answer.status).toBeLessThan(500);
      }),
      { numRuns: Math.ceil(numRuns / 10) },
    );
    await stillThere();
  });
});

describe("a tester", () => {
  const paths = ["rules", "switches", "clock", "snapshot", "scenarios/notify-forged", "trades/E1/actions"];
  const shape = fc.oneof(
    json,
    fc.record({ match: json, effect: json }),
    fc.record({ action: fc.constantFrom("pay", "ship", "refund", "dispute", "change_price"), step: json, buyer: json }),
    fc.record({ refundWindowDays: json, feeInTotal: json, waitingMessage: json }),
    fc.record({
      format: fc.constant("dedepay-simulator-snapshot"),
      version: fc.constant(1),
      world: json,
      trades: json,
    }),
  );
  it("can't stop it by the control API", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), shape, async (path, body) => {
        const response = await fetch(`${simulator.url}/sim/${path}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body) ?? "null",
        });
        expect(response.status).toBeLessThan(500);
        await response.arrayBuffer();
      }),
      { numRuns },
    );
    await fetch(`${simulator.url}/sim/rules`, { method: "DELETE" });
    await stillThere();
  });

  it("can't stop it at the cashier", async () => {
    const actions = fc.constantFrom("pay", "fail", "leave", "confirm", "dispute", "return", "done", "");
    await fc.assert(
      fc.asyncProperty(fc.constantFrom("cashier", "operator"), actions, evil, async (place, action, value) => {
        const path = `${place}/${encodeURIComponent(wellFormed(value)).slice(0, 100) || "x"}/${action}`;
        for (const method of ["GET", "POST"]) {
          const body = method === "GET" ? {} : { body: `buyer=${encodeURIComponent(wellFormed(value))}&way=%ff` };
          const response = await fetch(`${simulator.url}/${path}`, { method, ...body, redirect: "manual" });
          expect(response.status).toBeLessThan(500);
          await response.arrayBuffer();
        }
      }),
      { numRuns },
    );
    await stillThere();
  });
});
