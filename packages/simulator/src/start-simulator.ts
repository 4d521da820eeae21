// Starts the simulated Alipay: wires the machine's clock, randomness and HTTP to a simulation and serves it.
import type { AddressInfo } from "node:net";
import type { SimulationStart } from "./control/control-options.ts";
import { createExplain, type ExplainPort } from "./explain.ts";
import { createMapiNoticeWriter } from "./mapi/notice-writer.ts";
import { createOpenapiNoticeWriter } from "./openapi/notice-writer.ts";
import { createHttpPoster } from "./platform/post-form.ts";
import { createMachineRandom } from "./platform/random.ts";
import { machineTime } from "./platform/real-time.ts";
import { buildServer } from "./server.ts";
import { defaultWorld } from "./world/default-world.ts";
import { seedTrades } from "./world/seed-trades.ts";
import { Simulation } from "./world/simulation.ts";
import type { VirtualClock } from "./world/virtual-clock.ts";
import type { World } from "./world/world.ts";

export interface SimulatorOptions {
  /** Loopback unless told otherwise; the control API answers this machine only in any case. */
  host?: string;
  /** 0 or absent: a free one. */
  port?: number;
  world?: World;
  /** Says more about an error, for the error pages and the log. */
  explain?: ExplainPort;
  /** How many virtual seconds pass in a real one; 0: time stands still until it is moved. */
  speed?: number;
  /** Virtual epoch milliseconds at the start; the machine's time if absent. */
  startMs?: number;
  /** Hears of faults of the simulator itself. */
  log?: (message: string, error: unknown) => void;
}

export interface Simulator {
  url: string;
  mapiEndpoint: string;
  openapiEndpoint: string;
  world: World;
  /** The present clock; a reset makes a new one. */
  readonly clock: VirtualClock;
  close(): Promise<void>;
}

/** Starts a simulator; rejects where the port is taken (EADDRINUSE). */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { host = "127.0.0.1", port = 0, world = defaultWorld(), explain, speed, startMs, log } = options;
  const onError = (error: unknown): void => log?.("the simulator failed", error);
  const poster = createHttpPoster();
  const random = createMachineRandom();
  const accounts = (): Simulation["accounts"] => simulation.accounts;
  const switches = (): Simulation["switches"] => simulation.switches;
  const writers = {
    mapi: createMapiNoticeWriter(accounts, switches),
    openapi: createOpenapiNoticeWriter(accounts, switches),
  };
  const begin = (start: Partial<SimulationStart> = {}): Simulation =>
    new Simulation({
      ...{ world, startMs, speed, ...start },
      ...{ real: machineTime, random, post: poster.post, writers, onError },
    });
  const beginNew = (): Simulation => {
    const made = begin();
    seedTrades(made);
    return made;
  };
  let simulation = beginNew();
  let url = "";
  const endpoints = (): { url: string; mapiEndpoint: string; openapiEndpoint: string } => ({
    url,
    mapiEndpoint: `${url}/mapi/gateway.do`,
    openapiEndpoint: `${url}/openapi/gateway.do`,
  });
  const server = buildServer({
    simulation: () => simulation,
    reset: () => {
      simulation.close();
      simulation = beginNew();
    },
    beginAt: (start) => {
      simulation.close();
      simulation = begin(start);
      return simulation;
    },
    host,
    endpoints,
    explain: createExplain(explain, onError),
    wait: (ms) => new Promise((resolve) => machineTime.setTimer(ms, resolve)),
    onError,
  });
  await server.listen({ host, port });
  url = urlOf(server.server.address(), host);
  return {
    ...endpoints(),
    world,
    get clock() {
      return simulation.clock;
    },
    async close() {
      simulation.close();
      await server.close();
      poster.close();
    },
  };
}

function urlOf(address: AddressInfo | string | null, host: string): string {
  if (address === null || typeof address === "string") throw new Error("the server has no TCP address");
  const everywhere = host === "0.0.0.0" || host === "::";
  const name = everywhere ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${address.port}`;
}
