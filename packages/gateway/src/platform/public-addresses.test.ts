import { describe, expect, it } from "vitest";
import { addressRule } from "./public-addresses.ts";

describe("the public internet", () => {
  it.each(["1.1.1.1", "47.96.0.1", "172.15.255.255", "172.32.0.1", "100.128.0.1", "2400:3200::1", "2606:4700::1111"])(
    "has %s",
    (address) => {
      expect(addressRule()(address)).toBe(true);
    },
  );

  it.each([
    ...["0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254", "169.254.169.254"],
    ...["172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.1"],
    ...["203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"],
    ...["::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:7f00:1", "64:ff9b::7f00:1", "100::1", "fc00::1"],
    ...["fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1", "2001:db8::1", "2001::1", "2002:7f00:1::", "3fff::1"],
    ...["", "shop.example", "127.0.0.1:80", "fe80::1%eth0"],
  ])("has no %s", (address) => {
    expect(addressRule()(address)).toBe(false);
  });
});

describe("what the owner permits", () => {
  it("comes in words, single addresses and blocks, and permits nothing beside it", () => {
    const allowed = addressRule(["loopback", "192.168.7.9", "10.20.0.0/16"]);
    expect(["127.0.0.1", "::1", "192.168.7.9", "10.20.255.1"].map(allowed)).toEqual([true, true, true, true]);
    expect(["192.168.7.8", "10.21.0.1", "169.254.169.254"].map(allowed)).toEqual([false, false, false]);
    expect(["192.168.0.1", "fd00::1", "127.0.0.1"].map(addressRule(["private"]))).toEqual([true, true, false]);
  });

  it("is refused where it is no address", () => {
    expect(() => addressRule(["shop.local"])).toThrow(RangeError);
    expect(() => addressRule(["10.0.0.0/33"])).toThrow(RangeError);
  });
});
