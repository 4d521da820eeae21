import { describe, expect, it } from "vitest";
import { isAddressRule, isListed } from "./address-list.ts";

describe("a rule for addresses", () => {
  it.each(["203.0.113.7", "10.0.0.0/8", "0.0.0.0/0", "2001:db8::1", "2001:db8::/32", "::/0", "::ffff:10.0.0.1"])(
    "is %s",
    (rule) => expect(isAddressRule(rule)).toBe(true),
  );
  it.each([
    "",
    "10.0.0",
    "10.0.0.0/33",
    "10.0.0.0/",
    "10.0.0.0/8/8",
    "::/129",
    "fe80::1%eth0",
    "shop.test",
    "10.0.0.1 ",
  ])("is not %j", (rule) => expect(isAddressRule(rule)).toBe(false));
});

describe("an address", () => {
  it.each([
    ["203.0.113.7", ["203.0.113.7"], true],
    ["203.0.113.8", ["203.0.113.7"], false],
    ["10.255.255.255", ["10.0.0.0/8"], true],
    ["11.0.0.0", ["10.0.0.0/8"], false],
    ["::ffff:10.1.2.3", ["10.0.0.0/8"], true],
    ["10.1.2.3", ["::ffff:10.1.2.3"], true],
    ["2001:db8:ffff::1", ["2001:db8::/32"], true],
    ["2001:db9::1", ["2001:db8::/32"], false],
    ["10.1.2.3", ["2001:db8::/32", "192.168.0.0/16"], false],
    ["10.1.2.3", [], false],
    ["no address", ["0.0.0.0/0"], false],
  ])("%s against %j", (address, rules, expected) => expect(isListed(rules, address)).toBe(expected));
});
