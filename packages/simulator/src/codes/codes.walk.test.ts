import { type OpenapiServiceDefinition, openapiServices } from "@dedepay/alipay";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../start-simulator.ts";
import {
  type Answer,
  app,
  mapi,
  openapi,
  refusedAtCashier,
  walkAt,
  walkStartMs,
  walkWorld,
} from "../testing/code-merchant.ts";
import { mapiConditions } from "../testing/mapi-conditions.ts";
import { openapiConditions } from "../testing/openapi-conditions.ts";
import { postSim } from "../testing/sim-api.ts";
import { callV3 } from "../testing/v3-client.ts";
import { provokableCodes } from "./provokable-codes.ts";

// The walk over the whole list: each code is provoked as the list says and has to come back in the right form.
const codes = provokableCodes();
const conditions = { ...mapiConditions, ...openapiConditions };

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ world: walkWorld, speed: 0, startMs: walkStartMs });
  walkAt(simulator);
});
afterAll(() => simulator.close());

const pages = /^create_|^trade_create|^refund_fastpay_by_platform_pwd$|\.(page|wap)\.pay$|^alipay\.wap\./;
const withoutIsv = (code: string): string => code.replace(/^isv\./, "");

/** Where v3 has a path for the service: the code without its prefix, an HTTP status that says so, no signature. */
async function expectInV3(service: string, code: string): Promise<void> {
  const services: Readonly<Record<string, OpenapiServiceDefinition>> = openapiServices;
  const v3 = services[service]?.v3;
  if (v3 === undefined) return;
  const answer = await callV3(simulator, { app, path: v3.path, httpMethod: v3.httpMethod });
  expect(answer).toEqual({ status: expect.any(Number), code: code.replace(/^(isv|isp|aop)\./, ""), signed: false });
  expect(answer.status).toBeGreaterThanOrEqual(400);
}

/** The form in which a service says its errors. */
function formOf(service: string): Answer["form"] {
  if (pages.test(service)) return "page";
  if (service.startsWith("alipay.")) return "json";
  return service === "refund_fastpay_query" ? "text" : "xml";
}

describe("the list of codes", () => {
  it("has at least two hundred, none twice, each with its source", () => {
    expect(codes.length).toBeGreaterThanOrEqual(200);
    expect(new Set(codes.map(({ protocol, code }) => `${protocol} ${code}`)).size).toBe(codes.length);
    expect(codes.filter(({ source }) => source.length === 0)).toEqual([]);
    expect(
      codes
        .filter(({ by }) => by === "condition")
        .map(({ code }) => code)
        .sort(),
    ).toEqual(Object.keys(conditions).sort());
  });

  it.each(codes.filter(({ by }) => by === "condition").map((one) => [one.protocol, one.code, one] as const))(
    "%s %s comes by its condition",
    async (_protocol, code, listed) => {
      const answer = await conditions[code]?.();
      expect(withoutIsv(answer?.code ?? "")).toBe(withoutIsv(code));
      if (answer?.form === "json") expect(answer.number).toBe(listed.number);
    },
  );

  it.each(codes.map((one) => [one.protocol, one.code, one] as const))(
    "%s %s comes by its rule, in the form of each service",
    async (protocol, code, listed) => {
      await fetch(`${simulator.url}/sim/rules`, { method: "DELETE" });
      for (const service of listed.services) {
        const rule = { ...listed.rule, match: { service } };
        expect((await postSim(simulator, "rules", rule)).status).toBe(201);
        if (listed.at === "cashier") {
          expect(await refusedAtCashier(service)).toBe(code);
          continue;
        }
        if (protocol === "openapi") await expectInV3(service, code);
        if (listed.only === "v3") continue;
        const answer = protocol === "mapi" ? await mapi({ service }) : await openapi(service, {});
        const form = formOf(service);
        expect(answer.form).toBe(form);
        expect(answer.code).toBe(form === "page" ? withoutIsv(code) : code);
        if (form === "json") expect(answer.number).toBe(listed.number);
      }
    },
  );
});
