import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAnyMessage } from "./read-any-message.ts";
import { readPlainMessage } from "./read-plain-message.ts";

const general = (body: Buffer) => readAnyMessage(body, { charset: "utf-8", ownParameters: [] });

/** Holds the plain way to the general one; whether the plain way read the message at all. */
function readsAlike(bytes: Buffer): boolean {
  const plain = readPlainMessage(bytes);
  if (plain === undefined) return false;
  const reading = general(bytes);
  expect(reading.ok).toBe(true);
  if (!reading.ok) return false;
  const { signedBytes: plainBytes, ...plainRest } = plain;
  const { signedBytes, ...rest } = reading.message;
  expect(plainRest).toEqual(rest);
  for (const kind of ["kept", "dropped"] as const) {
    expect(Buffer.from(plainBytes(kind)).equals(Buffer.from(signedBytes(kind)))).toBe(true);
  }
  return true;
}

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
        if (readsAlike(bytes)) plainOnes += 1;
      }),
      { numRuns: 5000 },
    );
    // The property would hold for a reader that never reads.
    expect(plainOnes).toBeGreaterThan(500);
  });

  it("reads values alike, whatever their escapes", () => {
    const escapes = [
      "plain",
      " ",
      "+",
      "=",
      "%20",
      "%26",
      "%26total_amount%3D1",
      "%25",
      "%2525",
      "%",
      "%4",
      "%4g",
      "%G4",
      "%%41",
      "%2b",
      "%2B",
      "%00",
      "%7f",
      "%80",
      "%E6%B5%8B",
      "%e6%b5%8b",
      "%E6%B5",
      "%E6a%B5%8B",
      "%E6+%B5%8B",
      "%C0%80",
      "%E0%80%80",
      "%F0%80%80%80",
      "%C1%BF",
      "%ED%A0%80",
      "%ED%A0%BD%ED%B8%80",
      "%ED%9F%BF",
      "%EF%BF%BD",
      "%EF%BB%BF",
      "%F0%9F%98%80",
      "%F4%8F%BF%BF",
      "%F4%90%80%80",
      "%FF",
    ];
    const anyByte = fc.integer({ min: 0, max: 255 }).map((byte) => `%${byte.toString(16).padStart(2, "0")}`);
    const anyCharacter = fc
      .string({ unit: "binary", minLength: 1, maxLength: 1 })
      .map((text) =>
        [...Buffer.from(text, "utf8")]
          .map((byte) => `%${byte.toString(16).toUpperCase()}`.replace(/%(.)$/u, "%0$1"))
          .join(""),
      );
    const value = fc
      .array(fc.oneof(fc.constantFrom(...escapes), anyCharacter, { arbitrary: anyByte, weight: 1 }), { maxLength: 3 })
      .map((parts) => parts.join(""));
    const name = fc.constantFrom("a", "b", "ab", "B", "0", "10", "sign", "sign_type", "constructor", "__proto__");
    const body = fc
      .array(fc.tuple(name, value), { minLength: 1, maxLength: 5 })
      .map((pairs) => pairs.map((pair) => pair.join("=")).join("&"));
    let plainOnes = 0;
    let strangeOnes = 0;
    fc.assert(
      fc.property(body, (text) => {
        if (!readsAlike(Buffer.from(text, "latin1"))) return;
        plainOnes += 1;
        if (/%[89A-F]/iu.test(text)) strangeOnes += 1;
      }),
      { numRuns: 5000 },
    );
    expect(plainOnes).toBeGreaterThan(500);
    expect(strangeOnes).toBeGreaterThan(200);
  });

  it.each([
    "a=1&b=2",
    "a=1&b=",
    "a=1",
    "a=1&b=2&c=3",
    "a=1&bc=2",
    "a=1&c=2",
    "b=2&a=1",
    "a=1&b",
    "a=1&b=2&",
    "a=1&&b=2",
    "&a=1&b=2",
    "",
  ])("reads %j alike after a message of another shape", (text) => {
    expect(readsAlike(Buffer.from("a=5&b=6"))).toBe(true);
    readsAlike(Buffer.from(text));
    expect(readsAlike(Buffer.from("a=5&b=6"))).toBe(true);
  });

  it("keeps a message what it was while others are read", () => {
    const first = readPlainMessage(Buffer.from("b=%E6%B5%8B&a=1&sign=s"));
    readPlainMessage(Buffer.from("b=%E8%AF%95&a=2&sign=t"));
    readPlainMessage(Buffer.from("z=%E8%AF%95"));
    expect(first).toMatchObject({ names: ["a", "b"], values: ["1", "测"], sign: "s" });
    expect(Buffer.from(first?.signedBytes("kept") ?? "").toString("utf8")).toBe("a=1&b=测");
  });

  it.each([
    ["bytes beyond ASCII", Buffer.from("a=\u6d4b")],
    ["a foreign charset", Buffer.from("charset=GBK&a=1")],
    ["an escaped name", Buffer.from("%61=1")],
    ["a name twice", Buffer.from("a=1&b=2&a=3")],
    ["a broken escape", Buffer.from("a=%2")],
    ["a broken escape before the next field", Buffer.from("a=%4&b=1")],
    ["an escape that is none", Buffer.from("a=%4g")],
    ["__proto__", Buffer.from("a=1&__proto__=2")],
    ["an overlong form", Buffer.from("a=%C0%80")],
    ["a surrogate in UTF-8", Buffer.from("a=%ED%A0%80")],
    ["broken UTF-8", Buffer.from("a=%E6%B5")],
    ["a field without =", Buffer.from("a&b=1")],
    ["a hundred and one fields", Buffer.from(Array.from({ length: 101 }, (_, index) => `f${index}=1`).join("&"))],
    ["more than 64 KiB", Buffer.from(`a=${"1".repeat(65_536)}`)],
  ])("leaves %s to the general way", (_, body) => {
    expect(readPlainMessage(body)).toBeUndefined();
  });
});
