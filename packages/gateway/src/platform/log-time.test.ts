import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { logTime } from "./log-time.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

it.each([
  "2026-01-02T03:04:05.000Z",
  "2026-01-02T03:04:05.007Z",
  "2026-01-02T03:04:05.999Z",
  "2026-01-02T03:04:06.010Z",
  "2026-12-31T23:59:59.999Z",
  // A clock may go back.
  "2026-01-02T03:04:05.120Z",
])("writes %s as it is", (moment) => {
  vi.setSystemTime(new Date(moment));
  expect(logTime()).toBe(`,"time":"${moment}"`);
});
