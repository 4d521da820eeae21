// What the control API needs to know of the server it belongs to.
import type { Simulation } from "../world/simulation.ts";
import type { World } from "../world/world.ts";

export interface SimulationStart {
  world: World;
  startMs: number;
  speed: number;
  nextTrade: number;
}

/** Where the simulator is reached. */
export interface Endpoints {
  url: string;
  mapiEndpoint: string;
  openapiEndpoint: string;
}

export interface ControlOptions {
  /** The present simulation; a reset makes another. */
  simulation: () => Simulation;
  reset: () => void;
  /** Begins another simulation from where a snapshot stood. */
  beginAt: (start: SimulationStart) => Simulation;
  /** Waits in real time. */
  wait: (ms: number) => Promise<void>;
  /** The host the server was told to bind to. */
  host: string;
  endpoints: () => Endpoints;
}
