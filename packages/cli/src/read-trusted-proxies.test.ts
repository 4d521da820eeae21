import { describe, expect, it } from "vitest";
import { readSeconds } from "./read-seconds.ts";
import { readTrustedProxies } from "./read-trusted-proxies.ts";

describe("trusted proxies", () => {
  it("are addresses, networks and the names of the machine's own networks", () => {
    expect(readTrustedProxies("loopback, 10.0.0.2,192.168.0.0/16,2001:db8::1")).toEqual([
      ...["loopback", "10.0.0.2", "192.168.0.0/16", "2001:db8::1"],
    ]);
  });

  it.each(["", "true", "*", "0.0.0.0/0", "10.0.0.2/33", "10.0.0.256", "a.example", "10.0.0.1,,"])(
    "are not %j",
    (text) => {
      expect(() => readTrustedProxies(text)).toThrow();
    },
  );
});

it.each([
  ["1", 1],
  ["3600", 3600],
  ["0", undefined],
  ["3601", undefined],
  ["1.5", undefined],
  ["x", undefined],
])("a stop waits for %j seconds: %j", (text, seconds) => {
  if (seconds === undefined) expect(() => readSeconds(text)).toThrow();
  else expect(readSeconds(text)).toBe(seconds);
});
