import { describe, expect, it } from "vitest";
import { afterQuiet, readQuietHours, writeQuietHours } from "./quiet-hours.ts";

const at = (beijing: string): number => Date.parse(`2026-01-02T${beijing}+08:00`);
const quiet = (text: string): NonNullable<ReturnType<typeof readQuietHours>> => {
  const hours = readQuietHours(text);
  if (hours === undefined) throw new Error(text);
  return hours;
};

describe("quiet hours", () => {
  it.each([
    ["22:30-08:00", "22:29:59", "22:29:59"],
    ["22:30-08:00", "22:30:00", "32:00:00"],
    ["22:30-08:00", "23:59:59", "32:00:00"],
    ["22:30-08:00", "00:00:00", "08:00:00"],
    ["22:30-08:00", "07:59:59", "08:00:00"],
    ["22:30-08:00", "08:00:00", "08:00:00"],
    ["12:00-13:30", "12:45:30", "13:30:00"],
    ["12:00-13:30", "13:30:00", "13:30:00"],
    ["12:00-13:30", "00:00:00", "00:00:00"],
    ["00:00-06:00", "03:00:00", "06:00:00"],
  ])("of %s let what happens at %s through at %s", (hours, happened, told) => {
    const [hour = "", rest = ""] = [told.slice(0, 2), told.slice(2)];
    const expected = at(`0${Number(hour) % 24}`.slice(-2) + rest) + (Number(hour) >= 24 ? 24 * 3600_000 : 0);
    expect(afterQuiet(at(happened), quiet(hours))).toBe(expected);
  });

  it("are read and written the same, and nothing else is read", () => {
    expect(writeQuietHours(quiet("22:05-08:00"))).toBe("22:05-08:00");
    for (const wrong of ["22-8", "24:00-08:00", "22:60-08:00", "08:00-08:00", "2:00-8:00", "", "22:00–08:00"]) {
      expect(readQuietHours(wrong)).toBeUndefined();
    }
  });
});
