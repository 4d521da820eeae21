import { describe, expect, it } from "vitest";
import { type Finding, withoutExceptions } from "./exceptions.ts";

const finding: Finding = { rule: "parameter-count", path: "a.ts", line: 3, message: "f takes 4 positional parameters" };
const exception = { rule: "parameter-count", path: "a.ts", about: "f takes", reason: "a test" };

describe("exceptions", () => {
  it("excuses the finding which it names and no other", () => {
    const other = { ...finding, message: "g takes 4 positional parameters" };
    expect(withoutExceptions([finding, other], [exception])).toEqual([other]);
  });

  it("reports an entry which excuses nothing", () => {
    expect(withoutExceptions([], [exception])).toEqual([expect.objectContaining({ rule: "exceptions" })]);
  });
});
