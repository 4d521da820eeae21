import { expect, it } from "vitest";
import { recordedSurroundings } from "../testing/recorded-surroundings.ts";
import { progressBar } from "./progress-bar.ts";

it("shows share, figures, speed and the time left on a terminal, and takes itself away", () => {
  let nowMs = 0;
  const surroundings = { ...recordedSurroundings(), isTerminal: true, nowMs: () => nowMs };
  const bar = progressBar(surroundings);
  const at = (done: number): void => bar.update({ what: "copy", done, of: 12_000, unit: "rows" });
  at(0);
  nowMs = 50;
  at(10);
  nowMs = 1000;
  at(3000);
  const lines = surroundings.complained().split("\r").slice(1);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain("██████░░░░░░░░░░░░░░░░░░  25% copy  3,000/12,000 rows  3,000/s  还要 3 秒 · 3 s left");
  bar.end();
  expect(surroundings.complained().endsWith("\r\u001b[K")).toBe(true);
});

it("is silent where nobody watches", () => {
  const surroundings = recordedSurroundings();
  const bar = progressBar(surroundings);
  bar.update({ what: "copy", done: 1, of: 2, unit: "rows" });
  bar.end();
  expect(surroundings.complained()).toBe("");
});
