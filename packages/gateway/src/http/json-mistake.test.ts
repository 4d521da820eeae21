import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findJsonMistake } from "./json-mistake.ts";

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("findJsonMistake", () => {
  it.each([
    ["", 0, ""],
    ["{", 1, ""],
    ['{"a":1,}', 7, "}"],
    ["{'a':1}", 1, "'"],
    ['{"a" 1}', 5, "1"],
    ['{"a":01}', 6, "1"],
    ["[1 2]", 3, "2"],
    ["[1]]", 3, "]"],
    ['{"a":"x\ny"}', 7, "\n"],
    ['{"a":"\\q"}', 6, "\\"],
    ['{"a":tru}', 5, "t"],
    ['{"a":😀}', 5, "😀"],
    ['"unfinished', 11, ""],
    ["NaN", 0, "N"],
  ])("finds the place in %j", (text, index, found) => {
    expect(findJsonMistake(text)).toMatchObject({ index, found });
  });

  it("counts lines and columns from 1", () => {
    expect(findJsonMistake('{\n  "a": 1,\n  b: 2\n}')).toMatchObject({ line: 3, column: 3, found: "b" });
  });

  it("agrees with the engine on every document and on every damaged one", () => {
    const damaged = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom("", ",", "}", "]", '"', "\\", "0", "\u0001", ":", "-", "e", " "))
      .map(([text, at, piece]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + piece + text.slice(place + (piece === "" ? 1 : 0));
      });
    fc.assert(
      fc.property(fc.oneof(fc.json(), damaged, fc.string()), (text) => {
        expect(findJsonMistake(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 3000 },
    );
  });

  it("does not run out of stack on a deep document", () => {
    expect(findJsonMistake("[".repeat(200_000))).toMatchObject({ index: 200_000, found: "" });
  });
});
