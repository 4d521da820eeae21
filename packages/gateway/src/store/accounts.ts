// Alipay accounts and their contracts. Secrets are sealed bytes here.
import type { Db } from "./store.ts";
import type { AccountsTable, ContractsTable } from "./tables.ts";

export async function insertAccount(db: Db, account: AccountsTable, contracts: ContractsTable[]): Promise<void> {
  await db.insertInto("accounts").values(account).execute();
  if (contracts.length > 0) await db.insertInto("contracts").values(contracts).execute();
}

export async function findAccount(db: Db, accountId: string): Promise<AccountsTable | undefined> {
  return db.selectFrom("accounts").selectAll().where("id", "=", accountId).executeTakeFirst();
}

export async function listAccountRows(db: Db): Promise<AccountsTable[]> {
  return db.selectFrom("accounts").selectAll().orderBy("createdAtMs").orderBy("id").execute();
}

export async function listContracts(db: Db, accountId: string): Promise<ContractsTable[]> {
  return db.selectFrom("contracts").selectAll().where("accountId", "=", accountId).orderBy("id").execute();
}
