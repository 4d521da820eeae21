import { describe, expect, it } from "vitest";
import { pickLanguage } from "./language.ts";

describe("pickLanguage", () => {
  it.each([
    [undefined, "zh"],
    ["", "zh"],
    ["en", "en"],
    ["en-GB,en;q=0.9", "en"],
    ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
    ["en;q=0.5, zh;q=0.4", "en"],
    ["fr, de;q=0.9", "zh"],
    ["fr, en;q=0.1", "en"],
    ["en;q=0", "zh"],
    ["*", "zh"],
    ["english", "zh"],
    [";;;,,,q=", "zh"],
  ])("reads %j as %s", (header, language) => {
    expect(pickLanguage(header)).toBe(language);
  });
});
