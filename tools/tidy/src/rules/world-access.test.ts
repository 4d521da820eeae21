import { describe, expect, it } from "vitest";
import { problemsOf } from "../testing/problems-of.ts";
import { worldAccess } from "./world-access.ts";

const inCore = (text: string): string[] => problemsOf(worldAccess, { "packages/core/src/x.ts": text });

describe("world-access", () => {
  it.each([
    ["Date.now();", "Date.now"],
    ["globalThis.Date.now();", "Date.now"],
    ['globalThis["Date"].now();', "Date.now"],
    ["const clock = Date.now;", "Date.now"],
    ["const { now } = Date;", "Date.now"],
    ["new Date();", "new Date() without"],
    ["new globalThis.Date();", "new Date() without"],
    ["performance.now();", "performance.now"],
    ["Math.random();", "Math.random"],
    ["setTimeout(f, 1);", "setTimeout"],
    ["const later = globalThis.setTimeout;", "setTimeout"],
    ["const { setInterval: every } = globalThis;", "setInterval"],
    ["setImmediate(f);", "setImmediate"],
    ['await fetch("http://x/");', "fetch"],
    ["const send = { fetch };", "fetch"],
    ["const home = process.env.HOME;", "process"],
    ["crypto.randomUUID();", "crypto.randomUUID"],
    ['import { randomBytes as bytes } from "node:crypto";', "crypto.randomBytes"],
    ['import * as c from "node:crypto"; c.randomBytes(8);', "crypto.randomBytes"],
    ['import c from "node:crypto"; c.randomUUID();', "crypto.randomUUID"],
    ['import { setTimeout as sleep } from "node:timers/promises";', "node:timers/promises"],
    ['import { setInterval } from "timers";', "node:timers"],
    ['import { env } from "node:process";', "node:process"],
  ])("refuses %s", (text, named) => {
    const problems = inCore(`// x\n${text}`);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`packages/core/src/x.ts:2 ${named}`);
  });

  it("names what to use instead", () => {
    expect(inCore("Date.now();")[0]).toContain("take a clock");
    expect(inCore("fetch(url);")[0]).toContain("take an HttpSend");
  });

  it.each([
    ["a date made from a number", "new Date(nowMs).toISOString();"],
    ["a parameter of that name", "export function f(fetch: () => void): void { fetch(); }"],
    ["a destructured parameter of that name", "export const f = ({ fetch }: { fetch: () => void }): void => fetch();"],
    ["a local constant of that name", "export function f(): void { const process = 1; g(process); }"],
    ["a property of that name", "client.fetch(url); const o = { process: 1, setTimeout() {} };"],
    ["a type of that name", "export type Timer = ReturnType<typeof setTimeout>;"],
    ["keys and hashes of node:crypto", 'import { createHash, randomUUIDs } from "node:crypto"; createHash("md5");'],
    ["Math without chance", "Math.max(1, 2);"],
  ])("accepts %s", (_what, text) => {
    expect(inCore(text)).toEqual([]);
  });

  it("does not take a name declared in one function for the same name in another", () => {
    const text = "export function a(fetch: () => void): void { fetch(); }\nexport function b(): void { fetch(url); }";
    expect(inCore(text)).toEqual([expect.stringContaining("x.ts:2 fetch")]);
  });

  it("leaves platform folders, tests, examples, tools and the command's main alone", () => {
    const text = "Date.now();";
    const free = [
      "packages/gateway/src/platform/clock.ts",
      "packages/gateway/src/clock.test.ts",
      "packages/gateway/src/testing/clock.ts",
      "packages/cli/src/main.ts",
      "examples/shop/src/index.ts",
      "tools/tidy/src/main.ts",
    ];
    expect(problemsOf(worldAccess, Object.fromEntries(free.map((path) => [path, text])))).toEqual([]);
    expect(problemsOf(worldAccess, { "packages/gateway/src/platforms.ts": text })).toHaveLength(1);
  });
});
