// The local Alipay and a gateway which knows its accounts. What the demo and the rehearsal both begin with.
import type { MasterKeys, RunningGateway } from "@dedepay/gateway";
import { defaultWorld, type Simulator, startSimulator } from "@dedepay/simulator";
import { defaultPorts } from "../default-ports.ts";
import { openGateway } from "../open-gateway.ts";
import { fileLog } from "../platform/file-log.ts";
import { onPort } from "../taken-port.ts";
import { accountRegistration } from "./account-registration.ts";
import { doctorExplains } from "./doctor-explains.ts";

export interface StackOptions {
  readonly gatewayPort: number;
  readonly simulatorPort: number;
  readonly dataFolder: string;
  readonly masterKey: Uint8Array | MasterKeys;
  /** Where the gateway's log lines go; readable files are the owner's first stop. */
  readonly logFile: string;
  readonly nowMs: () => number;
}

export interface Stack {
  readonly simulator: Simulator;
  readonly gateway: RunningGateway;
  /** The gateway's name for an account of the local Alipay. */
  readonly accountId: (name: string) => string;
  readonly close: () => Promise<void>;
}

const host = "127.0.0.1";
/** Those with which a shop can sell; the others of the world are there to be refused. */
const sellers = new Set(["mapi-all", "mapi-direct-physical", "openapi-key", "openapi-certificate"]);

/** Throws CommandFailure where a port is taken; nothing is left running then. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { simulatorPort, gatewayPort, dataFolder: dataDir, masterKey } = options;
  const stops: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  try {
    const world = defaultWorld();
    const simulator = await onPort({ port: simulatorPort, flag: "--simulator-port" }, () =>
      startSimulator({ host, port: simulatorPort, world, explain: doctorExplains(world, options.nowMs) }),
    );
    stops.push(() => simulator.close());
    const log = fileLog(options.logFile);
    stops.push(() => log.close());
    const gateway = await openGateway(
      // The shop of the demo listens on this machine, as everything here does.
      { host, port: gatewayPort, dataDir, masterKey, log: log.log, egressAllow: ["loopback"] },
      { flag: "--gateway-port" },
    );
    stops.push(() => gateway.close());
    // An account's endpoint is fixed when it is made, so a simulator on another port has accounts of its own.
    const { port } = new URL(simulator.url);
    const accountId = (name: string): string => (Number(port) === defaultPorts.simulator ? name : `${name}-${port}`);
    await registerAccounts(gateway, simulator, accountId);
    return { simulator, gateway, accountId, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function registerAccounts(
  { gateway }: RunningGateway,
  simulator: Simulator,
  accountId: (name: string) => string,
): Promise<void> {
  const known = new Set((await gateway.listAccounts()).map(({ id }) => id));
  for (const account of simulator.world.accounts) {
    const id = accountId(account.id);
    if (!sellers.has(account.id) || known.has(id)) continue;
    const endpoint = account.protocol === "mapi" ? simulator.mapiEndpoint : simulator.openapiEndpoint;
    const requestId = gateway.newRequestId();
    await gateway.registerAccount(accountRegistration(account, { id, endpoint, requestId }));
  }
}
