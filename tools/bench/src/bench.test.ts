import { describe, expect, it } from "vitest";
import { measureCase } from "./measure.ts";
import { printResult } from "./print-result.ts";

const quick = { rounds: 2, roundMs: 1 };
const contender = (name: string) => ({ name, run: () => name });

describe("a case", () => {
  it("is not timed where its contenders disagree", () => {
    const check = (): void => {
      throw new Error("outputs differ");
    };
    let ran = false;
    const spy = { name: "a", run: () => (ran = true) };
    expect(() => measureCase({ name: "x", contenders: [spy], check }, quick)).toThrow("outputs differ");
    expect(ran).toBe(false);
  });

  it("gives a time for each contender", () => {
    const { timings } = measureCase(
      { name: "x", contenders: [contender("a"), contender("b")], check: () => undefined },
      quick,
    );
    expect(timings.map(({ name }) => name)).toEqual(["a", "b"]);
    for (const { microseconds } of timings) expect(microseconds).toBeGreaterThan(0);
  });
});

it("a table shows ratios to the first contender and which targets were missed", () => {
  const text = printResult({
    benchmark: "x",
    machine: { node: "20", cpu: "c" },
    cases: [
      {
        name: "sign",
        timings: [
          { name: "floor", microseconds: 100 },
          { name: "ours", microseconds: 110 },
        ],
      },
    ],
    figures: [{ name: "load", contender: "ours", value: 12.34, unit: "ms" }],
    targets: [
      { text: "close to the floor", limit: 1.1, measured: 1.1, met: true },
      { text: "fast", limit: 11, measured: 9, met: false },
    ],
  });
  expect(text).toContain("110.00 µs      1.10 ×");
  expect(text).toContain("met     close to the floor: 1.10");
  expect(text).toContain("MISSED  fast: 9.00");
});
