// For clients of tests that talk real HTTP: each exchange is held against the description of the server that it went to.
import type { ApiContract } from "./api-contract.ts";
import { ContractBroken } from "./contract-broken.ts";
import { contractOf } from "./contract-of.ts";
import type { Exchange } from "./exchange.ts";

const contracts = new Map<string, Promise<ApiContract>>();

/** Throws ContractBroken. Only what goes to the API of sites is looked at. */
export async function watchExchange(origin: string, exchange: Exchange): Promise<void> {
  if (!exchange.target.startsWith("/v1/")) return;
  const complaints = (await contractAt(origin)).complaints(exchange);
  if (complaints.length > 0) throw new ContractBroken(`${exchange.method} ${exchange.target}`, complaints);
}

/** The description that the server at `origin` gives of itself; read once. Rejects where nobody answers there. */
export function contractAt(origin: string): Promise<ApiContract> {
  const known = contracts.get(origin);
  if (known !== undefined) return known;
  const contract = readContract(origin);
  contracts.set(origin, contract);
  // A server that was not there yet may be asked again.
  contract.catch(() => contracts.delete(origin));
  return contract;
}

async function readContract(origin: string): Promise<ApiContract> {
  return contractOf(await (await fetch(`${origin}/openapi.json`)).json());
}
