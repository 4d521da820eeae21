// One MAPI call under examination: what the checks have found out so far, handed from one check to the next.
import type { Charset } from "@dedepay/alipay";
import type { GatewayRequest } from "../wire/gateway-request.ts";
import type { RequestEffects } from "../wire/request-effects.ts";
import type { Simulation } from "../world/simulation.ts";
import type { MapiPartner } from "../world/world.ts";
import type { MapiSignType } from "./signed-text.ts";

export interface MapiCall {
  simulation: Simulation;
  request: GatewayRequest;
  fields: ReadonlyMap<string, string>;
  charset: Charset;
  partner: MapiPartner;
  signType: MapiSignType;
  service: string;
  effects: RequestEffects;
}
