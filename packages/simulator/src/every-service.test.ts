import { mapiServices, type OpenapiServiceDefinition, openapiServices } from "@dedepay/alipay";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "./start-simulator.ts";
import { mapi, openapi, walkAt, walkStartMs, walkWorld } from "./testing/code-merchant.ts";

// A service which the registry knows and nobody here answers fails.
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ world: walkWorld, speed: 0, startMs: walkStartMs });
  walkAt(simulator);
});
afterAll(() => simulator.close());

const unsigned = { notify_verify: "false", query_timestamp: "<encrypt_key>" };

describe("every service of the registry is served", () => {
  it.each(Object.keys(mapiServices))("%s", async (service) => {
    if (service in unsigned) {
      const asked = `service=${service}&partner=2088101000000017&notify_id=1`;
      const text = await (await fetch(`${simulator.mapiEndpoint}?${asked}`)).text();
      expect(text).toContain(unsigned[service as keyof typeof unsigned]);
      return;
    }
    const { code } = await mapi({ service });
    expect(["ILLEGAL_SERVICE", "EXTERFACE_IS_CLOSED", "SYSTEM_ERROR", undefined]).not.toContain(code);
  });

  it.each(Object.values<OpenapiServiceDefinition>(openapiServices))("$name", async ({ name, v3 }) => {
    if (name === "alipay.trade.app.pay") {
      expect(await (await fetch(`${simulator.url}/cashier/app?method=${name}`)).text()).toContain("missing-app-id");
      return;
    }
    const { code, form } = await openapi(name, {});
    expect([code, form]).not.toEqual(["isv.invalid-method", expect.anything()]);
    if (v3 === undefined) return;
    const answer = await fetch(`${simulator.url}${v3.path}`, { method: v3.httpMethod });
    expect(await answer.json()).toMatchObject({ code: "missing-timestamp" });
  });
});
