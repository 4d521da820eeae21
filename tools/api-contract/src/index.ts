// What the tests of other packages use of this one.
export { ApiContract } from "./api-contract.ts";
export { checkDescription } from "./check-description.ts";
export { ContractBroken } from "./contract-broken.ts";
export { contractOf } from "./contract-of.ts";
export type { Exchange } from "./exchange.ts";
export { watchEveryFetch } from "./watch-every-fetch.ts";
export { contractAt, watchExchange } from "./watch-exchange.ts";
