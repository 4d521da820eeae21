import { describe, expect, it } from "vitest";
import { displayWidth } from "./display-width.ts";
import { textTable } from "./text-table.ts";

describe("the width of a text in a terminal", () => {
  it.each([
    ["shop", 4],
    ["商店", 4],
    ["商店 shop", 9],
    ["，。", 4],
    ["·", 1],
    ["é", 1],
    ["e\u0301", 1],
    ["𠀀", 2],
  ])("of %s is %i", (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe("a table", () => {
  it("lines up columns which hold both scripts", () => {
    expect(
      textTable([
        ["商店", "a"],
        ["gateway", "b"],
      ]),
    ).toBe("商店     a\ngateway  b");
  });
});
