// Which IP addresses may be called on somebody's word. Everything which is not plain public internet is refused: this
// machine, its network, its neighbours, clouds' metadata services (169.254.169.254, 100.100.100.200, fd00:ec2::254 lie in
// these ranges), test and multicast ranges. The lists follow IANA's special-purpose address registries.
import { BlockList, isIP } from "node:net";
import { isAddressRule, isListed } from "../use-cases/sites/address-list.ts";

const loopback = ["127.0.0.0/8", "::1/128"];
const privateNetworks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"];

const special4 = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"],
  ...["192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"],
  ...["224.0.0.0/4", "240.0.0.0/4"],
];
/** Of IPv6 only 2000::/3 is public, and in it these are not: Teredo and friends, documentation, 6to4 (it wraps any IPv4). */
const public6 = "2000::/3";
const special6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

const isSpecial4 = listOf(special4);
const isSpecial6 = listOf(special6);
const isPublic6 = listOf([public6]);

export type AddressRule = (address: string) => boolean;

/**
 * `allow`: what is permitted although it is not public: `loopback`, `private`, single addresses and CIDR blocks.
 * Throws RangeError for an entry that is none of these.
 */
export function addressRule(allow: readonly string[] = []): AddressRule {
  const allowed = allow.flatMap((entry) => {
    if (entry === "loopback") return loopback;
    if (entry === "private") return privateNetworks;
    if (!isAddressRule(entry)) throw new RangeError(`not an address, a CIDR block, "loopback" or "private": ${entry}`);
    return [entry];
  });
  return (address) => isPublic(address) || isListed(allowed, address);
}

function isPublic(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !isSpecial4.check(address, "ipv4");
    case 6: {
      const wrapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
      if (wrapped !== undefined) return !isSpecial4.check(wrapped, "ipv4");
      return isPublic6.check(address, "ipv6") && !isSpecial6.check(address, "ipv6");
    }
    default:
      return false;
  }
}

function listOf(rules: readonly string[]): BlockList {
  const list = new BlockList();
  for (const rule of rules) {
    const [network = "", prefix = ""] = rule.split("/");
    list.addSubnet(network, Number(prefix), isIP(network) === 4 ? "ipv4" : "ipv6");
  }
  return list;
}
