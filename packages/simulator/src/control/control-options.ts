// What the control API needs to know of the server it belongs to.
import type { Simulation } from "../world/simulation.ts";

export interface ControlOptions {
  /** The present simulation; a reset makes another. */
  simulation: () => Simulation;
  reset: () => void;
  /** The host the server was told to bind to. */
  host: string;
  endpoints: () => { url: string; mapiEndpoint: string; openapiEndpoint: string };
}
