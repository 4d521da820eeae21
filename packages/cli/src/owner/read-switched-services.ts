// Services of the look-alike which an owner may switch on for a site, as a list on the command line.
import { InvalidArgumentError } from "commander";
import { readList } from "./read-flags.ts";

const services = ["close_trade", "send_goods_confirm_by_platform", "refund"] as const;
export type SwitchedServiceName = (typeof services)[number];

/** "none" switches all of them off. Throws InvalidArgumentError. */
export function readSwitchedServices(text: string, before: readonly SwitchedServiceName[] = []): SwitchedServiceName[] {
  const words = readList(text, before);
  const found = services.filter((service) => words.includes(service));
  if (found.length === new Set(words).size) return found;
  throw new InvalidArgumentError("close_trade,send_goods_confirm_by_platform,refund,none");
}
