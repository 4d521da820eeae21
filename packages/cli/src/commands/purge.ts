// `dedepay purge`: what the gateway does once a day by itself, at once, or only counted.
import { openLedgerDesk } from "@dedepay/gateway";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { type LedgerFlags, ledgerChoice } from "../ledger-choice.ts";
import { onLedger } from "../ledger-failure.ts";
import { retentionOf } from "../retention-flag.ts";
import type { Surroundings } from "../surroundings.ts";
import { progressBar } from "../terminal/progress-bar.ts";
import { textTable } from "../terminal/text-table.ts";

export type PurgeFlags = LedgerFlags & { dryRun?: true; retention?: string; json?: true };

export async function purge(flags: PurgeFlags, surroundings: Surroundings): Promise<ExitCode> {
  const dryRun = flags.dryRun === true;
  const bar = progressBar(surroundings);
  const purged = await onLedger(async () => {
    const desk = await openLedgerDesk(ledgerChoice(flags));
    try {
      return await desk.purge({
        retention: retentionOf(flags.retention ?? ""),
        dryRun,
        mayGoOn: async ({ done, of }) => {
          bar.update({ what: dryRun ? "清点 count" : "清理 purge", done, of, unit: "rows" });
          return true;
        },
      });
    } finally {
      await desk.close();
    }
  }).finally(() => bar.end());
  if (flags.json) {
    surroundings.out(`${JSON.stringify({ dry_run: dryRun, purged })}\n`);
    return exitCode.fine;
  }
  const rows = [
    ["种类 kind", "保留天数 days", "过期 old", dryRun ? "将删除 would go" : "已删除 deleted", "仍需要 still needed"],
    ...purged.map(({ kind, days, old, deleted, kept }) => [kind, ...[days, old, deleted, kept].map(String)]),
  ];
  surroundings.out(`${textTable(rows)}\n`);
  if (dryRun) surroundings.out("\n只清点，没有删除 · counted only, nothing was deleted\n");
  return exitCode.fine;
}
