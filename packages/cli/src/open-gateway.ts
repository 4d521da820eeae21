// Starts a gateway for a command: what may stand in the way on somebody's machine becomes a sentence with a way out.
import { type RunningGateway, type StartGatewayOptions, startGateway } from "@dedepay/gateway";
import { gatewayFailure } from "./gateway-failure.ts";
import { siteAdapters } from "./site-adapters.ts";
import { onPort } from "./taken-port.ts";

/** Throws CommandFailure where the port is taken, the database can't be used, or the master key is not the data's. `flag` changes the port. */
export async function openGateway(
  options: StartGatewayOptions & { readonly port: number },
  o: { readonly flag: string },
): Promise<RunningGateway> {
  try {
    return await onPort({ port: options.port, flag: o.flag }, () => startGateway({ siteAdapters, ...options }));
  } catch (error) {
    throw gatewayFailure(error, options.dataDir);
  }
}
