// Private addresses by commas: `loopback`, `private`, single addresses, CIDR blocks.
// From the rule's own entry: whoever reads flags must not wait for the whole gateway to load.
import { addressRule } from "@dedepay/gateway/address-rule";
import { InvalidArgumentError } from "commander";

export function readAddressList(text: string): string[] {
  const list = text.split(",").map((entry) => entry.trim());
  try {
    addressRule(list);
    return list;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InvalidArgumentError("loopback,private,192.168.1.10,10.0.0.0/8");
  }
}
