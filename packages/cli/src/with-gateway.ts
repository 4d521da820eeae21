// Uses the gateway's data folder for one command, without a server and without starting its timers: another process may be
// serving from the same data.
import { createGateway, type Gateway } from "@dedepay/gateway";
import { openDataFolder } from "./data-folder.ts";
import { gatewayFailure } from "./gateway-failure.ts";
import { ledgerChoice } from "./ledger-choice.ts";
import { masterKeyChoice, openMasterKeys } from "./master-keys.ts";
import { siteAdapters } from "./site-adapters.ts";
import type { Surroundings } from "./surroundings.ts";

export interface GatewayPlace {
  readonly data: string;
  readonly databaseUrl?: string;
  readonly masterKeyFile?: string;
  /** Where buyers reach the gateway; needed where addresses are made. */
  readonly publicUrl?: string;
  /** Private addresses which this command may call, too. */
  readonly egressAllow?: readonly string[];
  readonly surroundings: Pick<Surroundings, "environment" | "randomBytes" | "userName">;
}

/** `actor`: whose changes these are, for the audit log. */
export type GatewayUse<T> = (gateway: Gateway, actor: string) => Promise<T>;

/** Throws CommandFailure where the data can't be used. */
export async function withGateway<T>(place: GatewayPlace, use: GatewayUse<T>): Promise<T> {
  const { surroundings, egressAllow } = place;
  const folder = openDataFolder(place.data);
  const masterKey = openMasterKeys(folder, masterKeyChoice(place, surroundings));
  const gateway = await createGateway({
    ...ledgerChoice(place),
    masterKey,
    publicUrl: () => place.publicUrl ?? "",
    siteAdapters,
    ...(egressAllow !== undefined && { egressAllow }),
  }).catch((error: unknown) => {
    throw gatewayFailure(error, folder);
  });
  try {
    return await use(gateway, `cli:${surroundings.userName}`);
  } finally {
    await gateway.close();
  }
}
