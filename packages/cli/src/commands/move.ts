// `dedepay move`: the embedded ledger to a database server, compared row by row, the old file marked.
import { join, resolve } from "node:path";
import { cancelMove, moveLedger } from "@dedepay/gateway";
import { CommandFailure } from "../command-failure.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { onLedger } from "../ledger-failure.ts";
import type { Surroundings } from "../surroundings.ts";
import { progressBar } from "../terminal/progress-bar.ts";
import { textTable } from "../terminal/text-table.ts";

export type MoveFlags = { data: string; to?: string; cancel?: true; json?: true };

export async function move(flags: MoveFlags, surroundings: Surroundings): Promise<ExitCode> {
  const databaseFile = join(resolve(flags.data), "dedepay.db");
  const { nowMs, out } = surroundings;
  if (flags.cancel) {
    await onLedger(() => cancelMove({ databaseFile, nowMs: nowMs() }));
    out(
      flags.json
        ? '{"cancelled":true}\n'
        : "搬家已放弃，账本照旧使用 · the move is cancelled, the ledger is used as before\n",
    );
    return exitCode.fine;
  }
  const { to } = flags;
  if (to === undefined)
    throw new CommandFailure(exitCode.wrongUsage, {
      zh: "缺少参数：--to <url>（或 --cancel）",
      en: "--to <url> is missing (or --cancel)",
      fixZh: "例如 dedepay move --to mariadb://user:password@127.0.0.1:3306/dedepay",
      fixEn: "For example dedepay move --to mariadb://user:password@127.0.0.1:3306/dedepay",
    });
  const bar = progressBar(surroundings);
  const moved = await onLedger(() =>
    moveLedger({
      databaseFile,
      databaseUrl: to,
      nowMs: nowMs(),
      newToken: () => Buffer.from(surroundings.randomBytes(16)).toString("hex"),
      onProgress: ({ step, table, doneRows, ofRows }) =>
        bar.update({
          what: `${step === "copy" ? "复制 copy" : "核对 compare"} ${table}`,
          stage: step,
          done: doneRows,
          of: ofRows,
          unit: "rows",
        }),
    }),
  ).finally(() => bar.end());
  if (flags.json) {
    out(`${JSON.stringify(moved)}\n`);
    return exitCode.fine;
  }
  const rows = [
    ["表 table", "行 rows", "校验和 checksum"],
    ...moved.tables.map(({ table, rows: count, checksum }) => [table, String(count), checksum.slice(0, 16)]),
  ];
  out(`${textTable(rows)}\n\n两边逐表一致，账本已搬到 · both sides agree, the ledger is now at\n  ${moved.to}\n`);
  out(`旧文件已标记，不会再被启动 · the old file is marked and refuses to start:\n  ${databaseFile}\n`);
  out("→ 启动网关时设置 DEDEPAY_DATABASE_URL · start the gateway with DEDEPAY_DATABASE_URL set\n");
  return exitCode.fine;
}
