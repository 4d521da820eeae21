import { InvalidArgumentError } from "commander";
import { expect, it } from "vitest";
import { readAddressList } from "./read-address-list.ts";
import { readMissingTrades } from "./read-missing-trades.ts";

it("reads addresses by commas, and refuses a name", () => {
  expect(readAddressList("loopback, 10.0.0.0/8")).toEqual(["loopback", "10.0.0.0/8"]);
  expect(() => readAddressList("shop.local")).toThrow(InvalidArgumentError);
});

it("reads after how many buyers the owner is told", () => {
  expect(readMissingTrades("5/60")).toEqual({ payments: 5, withinMinutes: 60 });
  expect(readMissingTrades("off")).toBe("off");
  for (const wrong of ["5", "0/30", "3/0", "3/30/1", "on"]) {
    expect(() => readMissingTrades(wrong)).toThrow(InvalidArgumentError);
  }
});
