// Which ledger a command is about: the embedded one of a data folder, or a database server's.
import { join, resolve } from "node:path";
import type { DatabaseChoice } from "@dedepay/gateway";
import { CommandFailure } from "./command-failure.ts";
import { exitCode } from "./exit-code.ts";

/** For what works on the embedded database only. Throws CommandFailure where a server is named. */
export function embeddedFile({ data, databaseUrl }: LedgerFlags): string {
  if (databaseUrl === undefined) return join(resolve(data), "dedepay.db");
  throw new CommandFailure(exitCode.foundProblem, {
    zh: "账本在数据库服务器上（DEDEPAY_DATABASE_URL），这个命令只用于内置数据库",
    en: "The ledger is on a database server (DEDEPAY_DATABASE_URL); this command is for the embedded database",
    fixZh: "用服务器自己的工具：mariadb-dump --single-transaction 或 pg_dump；恢复之后先运行 dedepay recovery begin",
    fixEn:
      "Use the server's own tools, mariadb-dump --single-transaction or pg_dump; after a restore run dedepay recovery begin first",
  });
}

export type LedgerFlags = { data: string; databaseUrl?: string };

export function ledgerChoice({ data, databaseUrl }: LedgerFlags): DatabaseChoice {
  return databaseUrl === undefined ? { databaseFile: join(resolve(data), "dedepay.db") } : { databaseUrl };
}
