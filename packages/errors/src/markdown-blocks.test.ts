import { expect, test } from "vitest";
import { markdownBlocks, markdownSpans } from "./markdown-blocks.ts";

test("paragraphs and lists are told apart, also without an empty line between them", () => {
  expect(markdownBlocks("One\ntwo\n- a\n- b\n\n1. c\n2. d\n\nend")).toEqual([
    { kind: "paragraph", text: "One\ntwo" },
    { kind: "list", ordered: false, items: ["a", "b"] },
    { kind: "list", ordered: true, items: ["c", "d"] },
    { kind: "paragraph", text: "end" },
  ]);
});

test("a list of the other kind begins a new list", () => {
  expect(markdownBlocks("- a\n1. b").map((block) => block.kind)).toEqual(["list", "list"]);
});

test("backticks mark code and nothing else is special", () => {
  expect(markdownSpans("send `a*b` **now**")).toEqual([
    { code: false, text: "send " },
    { code: true, text: "a*b" },
    { code: false, text: " **now**" },
  ]);
  expect(markdownSpans("")).toEqual([]);
});
