// Addresses of proxies from the command line or the environment. Not "everybody": then anybody could call himself any address.
import { isIP } from "node:net";
import { InvalidArgumentError } from "commander";

const names: readonly string[] = ["loopback", "linklocal", "uniquelocal"];

export function readTrustedProxies(text: string): string[] {
  const parts = text.split(",").map((part) => part.trim());
  if (parts.length > 0 && parts.every(isProxy)) return parts;
  throw new InvalidArgumentError("loopback, 10.0.0.2, 192.168.0.0/16 …");
}

function isProxy(part: string): boolean {
  if (names.includes(part)) return true;
  const [address = "", bits, ...rest] = part.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (bits === undefined) return true;
  return /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (family === 4 ? 32 : 128);
}
