// Reads one installation, wherever its files lie.
import {
  type Installation,
  type InstallationFiles,
  nearbyRoot,
  openInstallation,
  readInstallation,
} from "@dedepay/dedecms";
import { CommandFailure } from "../../command-failure.ts";
import { exitCode } from "../../exit-code.ts";
import type { ContractsOf } from "./site-contracts.ts";
import { type DatabaseFlags, siteDatabase } from "./site-database.ts";
import { notDedecms, siteTrouble } from "./site-trouble.ts";

export interface ReadShopOptions {
  readonly flags: DatabaseFlags;
  readonly contractsOf?: ContractsOf | undefined;
  readonly nowMs: number;
  readonly progress: (share: number) => void;
}

export interface ReadShop {
  readonly files: InstallationFiles;
  readonly installation: Installation;
}

/** Throws CommandFailure where there is no installation, or something of it can't be read. */
export async function readShop(path: string, options: ReadShopOptions): Promise<ReadShop> {
  const { flags, contractsOf, nowMs, progress } = options;
  try {
    const files = await openInstallation(path, progress);
    const database = await siteDatabase(files, flags);
    const installation = await readInstallation(files, { nowMs, contractsOf, database });
    if (installation !== undefined) return { files, installation };
    throw new CommandFailure(exitCode.wrongUsage, notDedecms(path, await nearbyRoot(path)));
  } catch (error) {
    const text = siteTrouble(error, path);
    if (text === undefined) throw error;
    throw new CommandFailure(exitCode.wrongUsage, text, { cause: error });
  }
}
