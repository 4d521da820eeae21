import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isFloatImage } from "../formats/float-amount.ts";
import { phpFolder, phpIsThere, testdata } from "../testing/php-site.ts";

const files = readdirSync(phpFolder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".php"));
const library = join(phpFolder, "plus/dedepay.php");

function call(calls: readonly (readonly unknown[])[]): unknown[] {
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

  it("sign as the published vector of the site API says", () => {
    const secret = "secret of the test site";
    const signature = "v1=6bf89a21b5195a88250dc4a2315dd53767d4a916b83b36cb0803001300e0c56a";
    const parts = ["GET", "/v1/payments", "order_no=S-1", "1767323045", ""];
    expect(call([["dedepay_request_signature", secret, ...parts]])).toEqual([signature]);
  });

  it("compare signatures exactly and take timestamps 300 s off", () => {
    expect(
      call([
        ["dedepay_same", "0e1", "0e1"],
        ["dedepay_same", "0e1", "0e2"],
        ["dedepay_same", "0e1", "0"],
        ["dedepay_same", "0e1", null],
        ["dedepay_is_fresh", "1000", 1300],
        ["dedepay_is_fresh", "1000", 1301],
        ["dedepay_is_fresh", "1e3", 1000],
        ["dedepay_is_fresh", null, 0],
        ["dedepay_order_kind", "S-P1795372888RN609"],
        ["dedepay_order_kind", "M7T1795373629RN593"],
        ["dedepay_order_kind", "S-P1795372888RN609' OR 1=1"],
        ["dedepay_order_kind", "S-P1795372888RN609\n"],
      ]),
    ).toEqual([true, false, false, false, true, false, false, false, "goods", "member", null, null]);
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
