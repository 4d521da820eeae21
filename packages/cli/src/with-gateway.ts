// Uses the gateway's data folder for one command, without a server and without starting its timers: another process may be
// serving from the same data.
import { createGateway, type Gateway } from "@dedepay/gateway";
import { openDataFolder, readMasterKey } from "./data-folder.ts";
import { ledgerChoice } from "./ledger-choice.ts";
import { onLedger } from "./ledger-failure.ts";

export interface GatewayPlace {
  readonly data: string;
  readonly databaseUrl?: string;
  readonly masterKeyFile?: string;
  /** Where buyers reach the gateway; needed where addresses are made. */
  readonly publicUrl?: string;
  readonly randomBytes: (length: number) => Uint8Array;
}

/** Throws CommandFailure where the data can't be used. */
export async function withGateway<T>(place: GatewayPlace, use: (gateway: Gateway) => Promise<T>): Promise<T> {
  const { masterKeyFile: file, randomBytes } = place;
  const masterKey = readMasterKey(openDataFolder(place.data), { randomBytes, ...(file !== undefined && { file }) });
  const publicUrl = (): string => place.publicUrl ?? "";
  const gateway = await onLedger(() => createGateway({ ...ledgerChoice(place), masterKey, publicUrl }));
  try {
    return await use(gateway);
  } finally {
    await gateway.close();
  }
}
