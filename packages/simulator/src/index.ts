// A local Alipay which behaves, and misbehaves, like the real one.
export { type ProvokableCode, provokableCodes } from "./codes/provokable-codes.ts";
export { listScenarios, type ScenarioSummary } from "./control/list-scenarios.ts";
export { ruleSchema } from "./control/rule-schema.ts";
export type { ExplainPort } from "./explain.ts";
export { type Simulator, type SimulatorOptions, startSimulator } from "./start-simulator.ts";
export { type ClientCredentials, credentialsOf } from "./world/credentials-of.ts";
export { defaultWorld } from "./world/default-world.ts";
export type { Product } from "./world/product.ts";
export { readWorld, WorldError, worldSchema } from "./world/read-world.ts";
export type { Switches } from "./world/switches.ts";
export type { VirtualClock } from "./world/virtual-clock.ts";
export type { Account, Buyer, Capability, Contract, MapiPartner, OpenapiApp, World } from "./world/world.ts";
