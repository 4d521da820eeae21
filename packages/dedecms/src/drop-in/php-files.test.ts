import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isFloatImage } from "../formats/float-amount.ts";
import { phpFolder, phpIsThere, testdata } from "../testing/php-server.ts";
import { type PhpCall, phpVectors } from "../testing/php-vectors.ts";

const files = readdirSync(phpFolder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".php"));
const library = join(phpFolder, "include/dedepay/load.php");

function call(calls: readonly PhpCall[]): unknown[] {
  const input = JSON.stringify(calls);
  return JSON.parse(execFileSync("php", [join(testdata, "call-functions.php"), library], { input, encoding: "utf8" }));
}

describe.skipIf(!phpIsThere)("the PHP files", () => {
  it.each(files)("%s is ASCII, and holds nothing that PHP 5.3 does not know", (name) => {
    const path = join(phpFolder, name);
    expect(readFileSync(path).every((byte) => byte < 0x80)).toBe(true);
    expect(execFileSync("php", ["-l", path], { encoding: "utf8" })).toContain("No syntax errors");
    expect(execFileSync("php", [join(testdata, "forbidden-syntax.php"), path], { encoding: "utf8" })).toBe("");
  });

  it("are all named by the library, which a half-way upload then can't hide", () => {
    const named = call([["dedepay_files"]])[0] as string[];
    expect([...named].sort()).toEqual(files.filter((name) => !name.startsWith("data/")).sort());
  });

  it("answer as written down for every PHP", () => {
    expect(call(phpVectors.map(([question]) => question))).toEqual(phpVectors.map(([, answer]) => answer));
  });

  it("have each sentence in Chinese and English", () => {
    const [texts] = call([["dedepay_texts"]]) as [Record<string, [string, string]>];
    const names = Object.keys(texts);
    expect(names.length).toBeGreaterThan(25);
    for (const text of call(names.map((name) => ["dedepay_text", name]))) expect(text).toMatch(/\p{Script=Han}/u);
    for (const name of names) expect(texts[name]?.[1]).toMatch(/^[\x20-\x7e]+$/);
  });

  it("judge float totals as the TypeScript reader does", () => {
    const amounts = fc.sample(
      fc.tuple(fc.integer({ min: 1, max: 9_999_999_999 }), fc.integer({ min: -4, max: 4 })),
      500,
    );
    const pairs = amounts.map(([fen, off]) => [fen, Math.max(fen + off, 0)] as const);
    expect(call(pairs.map((pair) => ["dedepay_is_float_image", ...pair]))).toEqual(
      pairs.map(([asked, stored]) => isFloatImage(BigInt(asked), BigInt(stored))),
    );
  });
});
