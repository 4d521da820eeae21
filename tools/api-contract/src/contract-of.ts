// One compiled contract per wording: servers of one version describe themselves in the same words, but for their address.
import { ApiContract } from "./api-contract.ts";

const compiled = new Map<string, ApiContract>();

export function contractOf(description: unknown): ApiContract {
  const text = JSON.stringify({ ...(description as object), servers: [] });
  const known = compiled.get(text) ?? new ApiContract(description);
  compiled.set(text, known);
  return known;
}
