// What a key may do, as a list on the command line.
import { InvalidArgumentError } from "commander";
import { readList } from "./read-flags.ts";

const scopes = ["pay", "refund", "read"] as const;
export type Scope = (typeof scopes)[number];

/** Throws InvalidArgumentError. */
export function readScopes(text: string, before: readonly Scope[] = []): Scope[] {
  const words = readList(text, before);
  const found = scopes.filter((scope) => words.includes(scope));
  if (found.length > 0 && found.length === new Set(words).size) return found;
  throw new InvalidArgumentError("pay,refund,read");
}
