// `dedepay restore`: a back-up in the place of the ledger, which then opens in recovery mode.
import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { restore } from "@dedepay/gateway";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { embeddedFile, type LedgerFlags } from "../ledger-choice.ts";
import { onLedger } from "../ledger-failure.ts";
import { masterKeyChoice, openMasterKeys } from "../master-keys.ts";
import type { Surroundings } from "../surroundings.ts";
import { beijingText } from "../terminal/beijing-text.ts";
import { textTable } from "../terminal/text-table.ts";

export type RestoreFlags = LedgerFlags & { masterKeyFile?: string; takenAt?: number; json?: true };

export async function restoreCommand(file: string, flags: RestoreFlags, surroundings: Surroundings): Promise<ExitCode> {
  const databaseFile = embeddedFile(flags);
  const folder = dirname(databaseFile);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const restored = await onLedger(() =>
    restore({
      backupFile: resolve(file),
      databaseFile,
      masterKey: openMasterKeys(folder, { ...masterKeyChoice(flags, surroundings), mustExist: true }),
      nowMs: surroundings.nowMs(),
      ...(flags.takenAt !== undefined && { takenAtMs: flags.takenAt }),
    }),
  );
  const takenAt = new Date(restored.takenAtMs).toISOString();
  if (flags.json) {
    const { payments, setAside } = restored;
    surroundings.out(
      `${JSON.stringify({ payments, taken_at: takenAt, set_aside: setAside ?? null, recovery: true })}\n`,
    );
    return exitCode.fine;
  }
  const rows = [
    ["备份时间 taken at", beijingText(restored.takenAtMs)],
    ["支付 payments", String(restored.payments)],
    ...(restored.setAside === undefined
      ? []
      : [["原来的账本 the old ledger", `${restored.setAside}（没有删除 · kept）`]]),
  ];
  surroundings.out(`已恢复 · restored\n\n${textTable(rows)}\n\n`);
  for (const line of nextSteps) surroundings.out(`${line}\n`);
  return exitCode.fine;
}

const nextSteps = [
  "账本处于恢复模式：不退款、不通知网站，直到向支付宝问清楚备份之后发生了什么",
  "The ledger is in recovery mode: no refunds and no deliveries until Alipay was asked what happened since",
  "→ 1. 启动网关，它会自动逐笔查询 · start the gateway, it asks by itself",
  "→ 2. dedepay recovery status",
  "→ 3. dedepay recovery end",
];
