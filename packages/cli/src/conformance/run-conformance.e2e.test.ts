import { expect, it } from "vitest";
import { httpExchange } from "../platform/http-exchange.ts";
import { systemSurroundings } from "../platform/system-surroundings.ts";
import "../testing/watch-api.ts";
import { checkProblem } from "./check-problem.ts";
import { conditions } from "./conditions.ts";
import { runConformance } from "./run-conformance.ts";

it("provokes each of the sixteen numbers over HTTP in its real condition, in both languages", async () => {
  const printed: string[] = [];
  const surroundings = { ...systemSurroundings(), out: (text: string) => void printed.push(text) };
  const code = await runConformance(surroundings, httpExchange);
  expect(printed.join("")).toMatch(/conformance: 16 of 16\n$/);
  expect(code).toBe(0);
  const numbers = Array.from({ length: 16 }, (_, index) => 1001 + index);
  expect(conditions.map((condition) => condition.code).sort()).toEqual(numbers);
}, 120_000);

it("is satisfied with nothing less than the whole document", () => {
  const [condition] = conditions;
  if (condition === undefined) throw new Error("no condition");
  const reply = { status: 400, headers: new Map<string, string>(), setCookies: [], body: Buffer.from("{}") };
  const { complaints } = checkProblem(reply, condition, "zh");
  expect(complaints.join("; ")).toMatch(/status.*code.*name.*doc_url.*retry.*fix.*param.*content type.*language/);
});
