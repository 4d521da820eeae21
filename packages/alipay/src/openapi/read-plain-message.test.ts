import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAnyMessage } from "./read-any-message.ts";
import { readPlainMessage } from "./read-plain-message.ts";

const general = (body: Buffer) => readAnyMessage(body, { charset: "utf-8", ownParameters: [] });

describe("the plain way", () => {
  it("reads alike what the general way reads, or leaves it to that", () => {
    const pieces = [
      "&",
      "=",
      "%",
      "+",
      "a",
      "b",
      "A",
      "sign",
      "sign_type",
      "charset",
      "utf-8",
      "gbk",
      "%E6%B5%8B",
      "%e6%b5",
      "%25",
      "%26",
      "%3D",
      "%2b",
      "%00",
      "%7F",
      "%C3%BF",
      "%ED%A0%80",
      "%C0%80",
      "%F0%9F%98%80",
      "%EF%BB%BF",
      "\u00ff",
      "__proto__",
      "constructor",
    ];
    const body = fc.oneof(
      fc.array(fc.constantFrom(...pieces), { maxLength: 24 }).map((parts) => parts.join("")),
      fc
        .array(
          fc.tuple(
            fc.constantFrom("a", "b", "sign", "charset", "x.y-z_1"),
            fc.string({ unit: "binary", maxLength: 6 }),
          ),
          { maxLength: 6 },
        )
        .map((pairs) => new URLSearchParams(pairs).toString()),
    );
    let plainOnes = 0;
    fc.assert(
      fc.property(body, (text) => {
        const bytes = Buffer.from(text, "latin1");
        const plain = readPlainMessage(bytes);
        if (plain === undefined) return;
        plainOnes += 1;
        const reading = general(bytes);
        expect(reading.ok).toBe(true);
        if (!reading.ok) return;
        const { signedBytes: plainBytes, ...plainRest } = plain;
        const { signedBytes, ...rest } = reading.message;
        expect(plainRest).toEqual(rest);
        for (const kind of ["kept", "dropped"] as const) {
          expect(Buffer.from(plainBytes(kind)).equals(Buffer.from(signedBytes(kind)))).toBe(true);
        }
      }),
      { numRuns: 5000 },
    );
    // The property would hold for a reader that never reads.
    expect(plainOnes).toBeGreaterThan(500);
  });

  it.each([
    ["bytes beyond ASCII", Buffer.from("a=\u6d4b")],
    ["a foreign charset", Buffer.from("charset=GBK&a=1")],
    ["an escaped name", Buffer.from("%61=1")],
    ["a name twice", Buffer.from("a=1&b=2&a=3")],
    ["a broken escape", Buffer.from("a=%2")],
    ["broken UTF-8", Buffer.from("a=%E6%B5")],
    ["a field without =", Buffer.from("a&b=1")],
    ["a hundred and one fields", Buffer.from(Array.from({ length: 101 }, (_, index) => `f${index}=1`).join("&"))],
    ["more than 64 KiB", Buffer.from(`a=${"1".repeat(65_536)}`)],
  ])("leaves %s to the general way", (_, body) => {
    expect(readPlainMessage(body)).toBeUndefined();
  });
});
