// One OpenAPI call under examination: what the checks have found out so far.
import type { Charset } from "@dedepay/alipay";
import type { GatewayRequest } from "../wire/gateway-request.ts";
import type { RequestEffects } from "../wire/request-effects.ts";
import type { Simulation } from "../world/simulation.ts";
import type { OpenapiApp } from "../world/world.ts";
import type { OpenapiSignType } from "./signed-text.ts";

export interface OpenapiCall {
  simulation: Simulation;
  request: GatewayRequest;
  fields: ReadonlyMap<string, string>;
  charset: Charset;
  app: OpenapiApp;
  signType: OpenapiSignType;
  method: string;
  effects: RequestEffects;
  /** The business parameters; numbers and booleans as text. */
  biz: Readonly<Record<string, unknown>>;
}

/** A business parameter as text; "" where it is missing or no text. */
export function bizText(call: OpenapiCall, name: string): string {
  const value = call.biz[name];
  return typeof value === "string" ? value : "";
}
