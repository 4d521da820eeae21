import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../start-simulator.ts";
import { signedQuery } from "../testing/mapi-client.ts";
import { advance, buyers, openCashier, payAt, returnFrom } from "../testing/shop-visit.ts";
import { defaultWorld } from "../world/default-world.ts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

/** fetch() sets Host and Origin by itself; this sends what the test says. */
function send(
  path: string,
  headers: Record<string, string>,
  method = "GET",
  body = "",
): Promise<{ status: number; text: string }> {
  const url = new URL(path, simulator.url);
  return new Promise((resolve, reject) => {
    const sent = request({ host: url.hostname, port: url.port, path: url.pathname, method, headers }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const json = { "content-type": "application/json" };

describe("the control API", () => {
  it("hands out everything a client needs", async () => {
    const world = (await (await fetch(`${simulator.url}/sim/world`)).json()) as Record<string, unknown>;
    expect(world).toMatchObject({ mapiEndpoint: simulator.mapiEndpoint, openapiEndpoint: simulator.openapiEndpoint });
    expect(world["accounts"]).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          id: "mapi-all",
          credentials: expect.objectContaining({ md5Key: expect.stringMatching(/^[a-z0-9]{32}$/) }),
        }),
      ]),
    );
    expect(JSON.stringify(world)).not.toContain("alipayPrivateKey");
  });

  it.each([
    ["a rebound name", { host: "evil.example" }, "GET"],
    ["another site's page", { host: "localhost", origin: "https://evil.example", ...json }, "POST"],
    ["a sandboxed page", { host: "localhost", origin: "null", ...json }, "POST"],
    [
      "a form of another site",
      { host: "localhost", "sec-fetch-site": "cross-site", "content-type": "application/x-www-form-urlencoded" },
      "POST",
    ],
  ])("refuses %s", async (_name, headers, method) => {
    const before = simulator.clock.nowMs();
    const answer = await send("/sim/clock", headers, method, method === "POST" ? '{"advance_ms":3600000}' : "");
    expect(answer.status).toBe(403);
    expect(simulator.clock.nowMs() - before).toBeLessThan(60_000);
  });

  it("moves and paces the clock, and refuses what is no time", async () => {
    const post = (body: string): Promise<{ status: number; text: string }> =>
      send("/sim/clock", { host: "localhost", ...json }, "POST", body);
    const before = simulator.clock.nowMs();
    expect((await post('{"advance_ms":86400000}')).status).toBe(200);
    expect(simulator.clock.nowMs() - before).toBeGreaterThanOrEqual(86_400_000);
    expect(JSON.parse((await post('{"speed":0}')).text)).toMatchObject({ speed: 0 });
    for (const body of [
      '{"advance_ms":-1}',
      '{"advance_ms":"1"}',
      '{"advance_ms":1e300}',
      "{",
      "[]",
      '{"speed":1,"advance_ms":1}',
    ]) {
      expect((await post(body)).status).toBe(400);
    }
  });

  it("logs what the buyer did and where his browser went, with the signed text", async () => {
    const partner = defaultWorld().accounts.find(({ id }) => id === "mapi-all");
    if (partner?.protocol !== "mapi") throw new Error("no partner");
    const fields = {
      ...{ service: "create_direct_pay_by_user", partner: partner.partner, seller_id: partner.partner },
      ...{ out_trade_no: "LOG1", subject: "x", payment_type: "1", total_fee: "1.00" },
      ...{ return_url: "http://127.0.0.1:1/back", notify_url: "http://127.0.0.1:1/n" },
    };
    const cashier = await openCashier(`${simulator.mapiEndpoint}?${signedQuery({ key: partner.md5Key, fields })}`);
    await payAt(cashier, { buyer: buyers.poor });
    await payAt(cashier);
    await returnFrom(cashier);
    await advance(simulator, 0);
    const { exchanges } = (await (await fetch(`${simulator.url}/sim/exchanges`)).json()) as {
      exchanges: Array<Record<string, string>>;
    };
    const told = exchanges.filter((one) => one["outTradeNo"] === "LOG1");
    expect(told.map(({ kind, result }) => `${kind} ${result}`).sort()).toEqual([
      "call ok",
      "cashier BUYER_BANKCARD_BALANCE_NOT_ENOUGH",
      "cashier ok",
      "notification not_acknowledged",
      "return ok",
    ]);
    for (const { kind, signedText = "" } of told) {
      expect(signedText.includes("out_trade_no=LOG1")).toBe(kind !== "cashier");
      expect(signedText).not.toContain(partner.md5Key);
    }
  });

  it("begins anew on reset", async () => {
    await fetch(`${simulator.mapiEndpoint}?service=notify_verify&partner=1&notify_id=1`);
    const logged = (await (await fetch(`${simulator.url}/sim/exchanges`)).json()) as { exchanges: unknown[] };
    expect(logged.exchanges.length).toBeGreaterThan(0);
    await send("/sim/reset", { host: "localhost" }, "POST");
    const empty = (await (await fetch(`${simulator.url}/sim/exchanges`)).json()) as { exchanges: unknown[] };
    expect(empty.exchanges).toEqual([]);
  });

  it("says 404 for a trade which nobody knows", async () => {
    expect((await send("/sim/trades/none", { host: "localhost" })).status).toBe(404);
  });
});
