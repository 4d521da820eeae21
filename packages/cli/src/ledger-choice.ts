// Which ledger a command is about: the embedded one of a data folder, or a database server's.
import { join, resolve } from "node:path";
import type { DatabaseChoice } from "@dedepay/gateway";

export type LedgerFlags = { data: string; databaseUrl?: string };

export function ledgerChoice({ data, databaseUrl }: LedgerFlags): DatabaseChoice {
  return databaseUrl === undefined ? { databaseFile: join(resolve(data), "dedepay.db") } : { databaseUrl };
}
