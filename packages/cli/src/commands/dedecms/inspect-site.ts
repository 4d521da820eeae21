// Inspects one installation, wherever its files lie.
import { type Finding, inspectInstallation, nearbyRoot, openInstallation } from "@dedepay/dedecms";
import { CommandFailure } from "../../command-failure.ts";
import { exitCode } from "../../exit-code.ts";
import type { ContractsOf } from "./site-contracts.ts";
import { type DatabaseFlags, siteDatabase } from "./site-database.ts";
import { notDedecms, siteTrouble } from "./site-trouble.ts";

export interface InspectSiteOptions {
  readonly flags: DatabaseFlags;
  readonly contractsOf: ContractsOf | undefined;
  readonly nowMs: number;
  readonly progress: (share: number) => void;
}

/** Findings, worst first. Throws CommandFailure where there is nothing to inspect. */
export async function inspectSite(path: string, options: InspectSiteOptions): Promise<readonly Finding[]> {
  const { flags, contractsOf, nowMs, progress } = options;
  try {
    const files = await openInstallation(path, progress);
    const findings = await inspectInstallation(files, {
      nowMs,
      contractsOf,
      database: await siteDatabase(files, flags),
    });
    if (findings !== undefined) return findings;
    throw new CommandFailure(exitCode.wrongUsage, notDedecms(path, await nearbyRoot(path)));
  } catch (error) {
    const text = siteTrouble(error, path);
    if (text === undefined) throw error;
    throw new CommandFailure(exitCode.wrongUsage, text, { cause: error });
  }
}
