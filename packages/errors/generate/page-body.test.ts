import { expect, test } from "vitest";
import { readFrontMatter } from "./front-matter.ts";
import { readCauseSections, readLanguageParts } from "./page-body.ts";

const zh = "## 发生了什么\n\n甲\n\n## 怎么确认\n\n乙\n\n## 怎么改：站长\n\n丙\n\n## 怎么改：开发者\n\n丁";
const en = "## What happened\n\na\n\n## How to tell\n\nb\n\n## Fix: site owner\n\nc\n\n## Fix: developer\n\nd";

test("a cause page gives its sections in both languages", () => {
  const sections = readCauseSections("x.md", `# zh\n\n${zh}\n\n# en\n\n${en}`);
  expect(sections.zh).toEqual({ happened: "甲", confirm: "乙", owner: "丙", developer: "丁" });
  expect(sections.en.developer).toBe("d");
});

test.each([
  ["a missing section", `# zh\n\n${zh.replace("## 怎么确认", "")}\n\n# en\n\n${en}`, /confirm is missing/],
  [
    "a heading which is not in the contract",
    `# zh\n\n${zh}\n\n## 其他\n\n戊\n\n# en\n\n${en}`,
    /unexpected heading 其他/,
  ],
  ["DedeCMS in one language only", `# zh\n\n${zh}\n\n## 在织梦里\n\n戊\n\n# en\n\n${en}`, /one language only/],
  ["a missing language", `# zh\n\n${zh}`, /# zh and then a part # en/],
])("refuses %s", (_, body, complaint) => {
  expect(() => readCauseSections("x.md", body)).toThrow(complaint);
});

test("a body without its two languages is refused", () => {
  expect(() => readLanguageParts("x.md", "text")).toThrow(/x\.md/);
});

test("front matter refuses a field it does not know, a wrong shape and a missing fence", () => {
  const { fields } = readFrontMatter("x.md", "---\nname: a\nflag: maybe\n---\nbody");
  expect(() => fields.only("name")).toThrow(/unknown fields flag/);
  expect(() => fields.flag("flag")).toThrow(/flag must be true or false/);
  expect(() => fields.bilingual("name")).toThrow(/must have zh and en/);
  expect(() => readFrontMatter("x.md", "name: a")).toThrow(/front matter/);
});
