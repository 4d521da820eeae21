// `dedepay backup`: one file with the whole ledger, while the gateway works.
import { dirname, join } from "node:path";
import { backUp } from "@dedepay/gateway";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { embeddedFile, type LedgerFlags } from "../ledger-choice.ts";
import { onLedger } from "../ledger-failure.ts";
import type { Surroundings } from "../surroundings.ts";
import { beijingText } from "../terminal/beijing-text.ts";
import { progressBar } from "../terminal/progress-bar.ts";
import { textTable } from "../terminal/text-table.ts";

export type BackupFlags = LedgerFlags & { json?: true };

export async function backup(target: string, flags: BackupFlags, surroundings: Surroundings): Promise<ExitCode> {
  const databaseFile = embeddedFile(flags);
  const bar = progressBar(surroundings);
  const onProgress = (done: number, of: number): void =>
    bar.update({ what: "复制 copy", done: Math.round(done / 1024), of: Math.round(of / 1024), unit: "KiB" });
  const made = await onLedger(() => backUp({ databaseFile, target, nowMs: surroundings.nowMs(), onProgress })).finally(
    () => bar.end(),
  );
  const takenAt = new Date(made.takenAtMs).toISOString();
  const keyFile = join(dirname(databaseFile), "master.key");
  if (flags.json) {
    const { file, bytes, payments } = made;
    surroundings.out(`${JSON.stringify({ file, bytes, payments, taken_at: takenAt, master_key_included: false })}\n`);
    return exitCode.fine;
  }
  const rows = [
    ["文件 file", made.file],
    ["时间 taken at", beijingText(made.takenAtMs)],
    ["支付 payments", String(made.payments)],
    ["大小 size", `${Math.ceil(made.bytes / 1024)} KiB，完整性检查通过 · integrity checked`],
  ];
  surroundings.out(`备份完成 · the back-up is made\n\n${textTable(rows)}\n\n`);
  surroundings.out(`主密钥不在备份里：请另外保管 ${keyFile}，没有它备份里的密钥打不开\n`);
  surroundings.out(
    `The master key is not in it: keep ${keyFile} elsewhere, without it the back-up's keys don't open\n`,
  );
  return exitCode.fine;
}
