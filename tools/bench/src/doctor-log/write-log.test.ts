import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { diagnose, PaymentLines } from "@dedepay/doctor";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeLog } from "./write-log.ts";

const options = { seed: "test", progress: () => undefined };
let folder = "";

describe("the log of the benchmark", () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "dedepay-write-log-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("is the same for the same seed, and holds what the doctor finds", () => {
    const [one, two] = ["one.log", "two.log"].map((name) => {
      const file = join(folder, name);
      expect(writeLog(file, 1_000_000, options)).toBeGreaterThanOrEqual(1_000_000);
      return readFileSync(file);
    });
    expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true);
    const lines = new PaymentLines();
    lines.push(one ?? Buffer.alloc(0));
    expect(diagnose(lines.bytes()).findings.map(({ cause }) => cause)).toContain("notify-url-redirects");
  });
});
