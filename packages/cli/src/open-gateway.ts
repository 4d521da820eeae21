// Starts a gateway for a command: what may stand in the way on somebody's machine becomes a sentence with a way out.
import {
  DatabaseRefused,
  type RunningGateway,
  SealBroken,
  type StartGatewayOptions,
  startGateway,
} from "@dedepay/gateway";
import { CommandFailure } from "./command-failure.ts";
import { exitCode } from "./exit-code.ts";
import { wrongMasterKey } from "./ledger-failure.ts";
import { onPort } from "./taken-port.ts";

/** Throws CommandFailure where the port is taken, the database can't be used, or the master key is not the data's. `flag` changes the port. */
export async function openGateway(
  options: StartGatewayOptions & { readonly port: number },
  o: { readonly flag: string },
): Promise<RunningGateway> {
  try {
    return await onPort({ port: options.port, flag: o.flag }, () => startGateway(options));
  } catch (error) {
    if (error instanceof DatabaseRefused) throw new CommandFailure(exitCode.foundProblem, error.text, { cause: error });
    if (!(error instanceof SealBroken)) throw error;
    throw new CommandFailure(
      exitCode.foundProblem,
      {
        ...wrongMasterKey,
        fixZh: `把原来的 master.key 放回 ${options.dataDir}，或用 --master-key-file 指出它的位置`,
        fixEn: `Put the old master.key back into ${options.dataDir}, or name it with --master-key-file`,
      },
      { cause: error },
    );
  }
}
