// Lists of IP addresses: single ones and CIDR blocks, of both families. Node's own BlockList does the arithmetic.
import { BlockList, isIP } from "node:net";

/** "203.0.113.7", "10.0.0.0/8", "2001:db8::/32". */
export function isAddressRule(text: string): boolean {
  const [address = "", prefix, ...more] = text.split("/");
  const family = isIP(address);
  if (family === 0 || address.includes("%") || more.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}

/** Whether one of the rules covers the address; an IPv4 address written as IPv6 (::ffff:…) is the same address. */
export function isListed(rules: readonly string[], address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  const list = new BlockList();
  for (const rule of rules) {
    const [network = "", prefix] = rule.split("/");
    const kind = isIP(network) === 4 ? "ipv4" : "ipv6";
    if (prefix === undefined) list.addAddress(network, kind);
    else list.addSubnet(network, Number(prefix), kind);
  }
  return list.check(address, family === 4 ? "ipv4" : "ipv6");
}
