import { describe, expect, it } from "vitest";
import { countWalks, smokeLine, smokeMistakes, smokeTable } from "./smoke-report.ts";
import type { Walked } from "./walk-way.ts";
import { ways } from "./way.ts";

function walked(change: Partial<Walked> = {}): Walked {
  const [way] = ways;
  if (way === undefined) throw new Error("there are no ways");
  return {
    way,
    orderNo: "A1",
    states: ["unpaid", "paid"],
    postings: ["buyer→merchant 1"],
    deliveries: [{ type: "payment.paid", tries: 3 }],
    tookMs: 1234,
    paid: true,
    delivered: true,
    mistakes: [],
    ...change,
  };
}

describe("the report of a rehearsal", () => {
  it("ends with the counts", () => {
    const walks = [walked(), walked({ delivered: false, mistakes: ["payment.paid was taken 0 times"] })];
    expect(smokeLine(countWalks(walks))).toBe("smoke: 2 paid, 1 delivered, 1 failed");
  });

  it("counts as failed what was paid and delivered but has a mistake", () => {
    expect(countWalks([walked({ mistakes: ["incidents: x"] })])).toEqual({ paid: 1, delivered: 1, failed: 1 });
  });

  it("shows the way of each order, and says which one failed", () => {
    const walks = [walked(), walked({ orderNo: "A2", mistakes: ["no webhook"] })];
    expect(smokeTable(walks)).toMatch(/A1 .*unpaid → paid +1 +1 \(3×\) +1\.2 s ✓\nA2 .*✗$/);
    expect(smokeMistakes(walks)).toEqual([expect.stringMatching(/^✗ A2 .*: no webhook$/)]);
  });
});

describe("the eight ways", () => {
  it("are eight, each with a name of its own", () => {
    expect(new Set(ways.map(({ id }) => id)).size).toBe(8);
  });

  it("hold every product, both ends of the dual one, and the rough way", () => {
    expect(new Set(ways.map(({ product }) => product))).toEqual(
      new Set(["direct", "escrow", "dual", "page", "wap", "qr"]),
    );
    expect(ways.filter(({ product }) => product === "dual").map(({ choose }) => choose)).toEqual(["instant", "escrow"]);
    expect(ways.some(({ notifiedTwice, webhookRefusals }) => notifiedTwice && webhookRefusals === 2)).toBe(true);
  });
});
