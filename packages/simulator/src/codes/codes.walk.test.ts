import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../start-simulator.ts";
import { type Answer, mapi, openapi, walkAt, walkStartMs, walkWorld } from "../testing/code-merchant.ts";
import { mapiConditions } from "../testing/mapi-conditions.ts";
import { openapiConditions } from "../testing/openapi-conditions.ts";
import { postSim } from "../testing/sim-api.ts";
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

const pages = /^create_|^trade_create|^refund_fastpay_by_platform_pwd$|\.(page|wap)\.pay$/;
const withoutIsv = (code: string): string => code.replace(/^isv\./, "");

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
        const rule = { ...listed.rule, match: { service, times: 1 } };
        expect((await postSim(simulator, "rules", rule)).status).toBe(201);
        const answer = protocol === "mapi" ? await mapi({ service }) : await openapi(service, {});
        const form = formOf(service);
        expect(answer.form).toBe(form);
        expect(answer.code).toBe(form === "page" ? withoutIsv(code) : code);
        if (form === "json") expect(answer.number).toBe(listed.number);
      }
    },
  );
});
