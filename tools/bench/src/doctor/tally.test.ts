// The judge of the doctor is judged here: a tally must not flatter.
import type { Finding } from "@dedepay/doctor";
import { describe, expect, it } from "vitest";
import { isoWeek } from "./doctor-bench.ts";
import { bytesEvidence, type Item } from "./item.ts";
import { type Judged, judge } from "./judge.ts";
import { falseProofLines, reportLines } from "./report.ts";
import { tallyOf } from "./tally.ts";

const item = (labels: Item["labels"], more: Partial<Item> = {}): Item => ({
  id: "x/1",
  family: labels.length === 0 ? "healthy" : labels.length === 1 ? "signature" : "pair",
  protocol: "mapi",
  maker: "php",
  withKeys: true,
  labels,
  recipe: "by hand",
  evidence: bytesEvidence(""),
  context: {},
  ...more,
});
const judged = (of: Item, more: Partial<Judged> = {}): Judged => ({
  item: of,
  durationMs: 1,
  causes: [],
  isFirst: false,
  isAmongThree: false,
  confidences: [],
  falselyProven: [],
  ...more,
});
const finding: Finding = { cause: "slashes-added", confidence: "proven", fix: [] };

describe("the tally", () => {
  it("counts an item without an answer as wrong", () => {
    const { groups, confusions } = tallyOf([judged(item([["values-trimmed"]]))]);
    expect(groups.find(({ name }) => name === "single, with keys")?.first).toEqual({ right: 0, all: 1 });
    expect(confusions).toEqual([{ label: "values-trimmed", said: "(nothing)", count: 1, examples: ["x/1 (by hand)"] }]);
  });

  it("keeps pairs, people's reports and items without keys out of the singles", () => {
    const { groups } = tallyOf([
      judged(item([["slashes-added"], ["values-trimmed"]])),
      judged(item([["slashes-added"]], { family: "reported" })),
      judged(item([["slashes-added"]], { withKeys: false })),
    ]);
    const all = Object.fromEntries(groups.map(({ name, first }) => [name, first.all]));
    expect(all).toMatchObject({
      "single, with keys": 0,
      "single, without keys": 1,
      "pairs, with keys": 1,
      "reported by people": 1,
    });
  });

  it("misses a target by a single proven finding on a healthy item or a wrong one", () => {
    const healthy = judged(item([]), { confidences: ["proven"], falselyProven: [finding] });
    const wrong = judged(item([["values-trimmed"]]), { falselyProven: [finding] });
    const missed = tallyOf([healthy, wrong]).targets.filter(({ met }) => !met);
    expect(missed.map(({ name, measured }) => `${name}: ${measured}`)).toEqual(
      expect.arrayContaining([
        "healthy items with a proven finding: 1",
        "items with a proven finding which is not so: 2",
      ]),
    );
  });

  it("takes the ninety-ninth hundredth of the times, not the mean", () => {
    const durations = [...Array(97).fill(1), 500, 500, 500];
    const { times } = tallyOf(
      durations.map((durationMs: number) => judged(item([["values-trimmed"]]), { durationMs })),
    );
    expect(times.single).toEqual({ medianMs: 1, p99Ms: 500 });
  });
});

it("prints every wrongly proven finding with its proof", () => {
  const lines = falseProofLines([judged(item([["values-trimmed"]]), { falselyProven: [finding] })]);
  expect(lines.join("\n")).toContain("PROVEN AND WRONG: x/1 — true: values-trimmed");
});

it("prints each target with met or not met", () => {
  const text = reportLines("seen", tallyOf([judged(item([["values-trimmed"]]))]), { confusions: 5 }).join("\n");
  expect(text).toMatch(/NOT MET single mistakes, with keys, top 1 +0\.0 %/);
  expect(text).toMatch(/met {5}healthy items with a proven finding +0/);
});

it("an answer counts for a pair only where both mistakes are named", () => {
  const form = "service=create_direct_pay_by_user&partner=2088000000000001";
  const one = judge(item([["no-such-cause"], ["required-parameter-missing"]], { evidence: bytesEvidence(form) }));
  expect(one.isFirst).toBe(false);
  expect(one.isAmongThree).toBe(false);
});

it("a week begins on Monday, and the first of a year holds its first Thursday", () => {
  expect(isoWeek(new Date("2026-11-22T23:00:00Z"))).toBe("2026-W47");
  expect(isoWeek(new Date("2026-11-23T00:00:00Z"))).toBe("2026-W48");
  expect(isoWeek(new Date("2027-01-01T00:00:00Z"))).toBe("2026-W53");
});
