// Alipay accounts and their contracts. Secrets are sealed bytes here.
import type { Db } from "./store.ts";
import type { AccountsTable, ContractsTable } from "./tables/accounts.ts";

const mostAccounts = 20;

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

/** What a site receives its money with: its default account, those of its payments, and the only one where there is one. */
export async function accountsOfSite(db: Db, siteId: string): Promise<AccountsTable[]> {
  const site = await db.selectFrom("sites").select("defaultAccountId").where("id", "=", siteId).executeTakeFirst();
  const used = await db
    .selectFrom("payments")
    .select("accountId")
    .distinct()
    .where("siteId", "=", siteId)
    .limit(mostAccounts)
    .execute();
  const all = await listAccountRows(db);
  const own = new Set([site?.defaultAccountId, ...used.map(({ accountId }) => accountId)]);
  return all.filter(({ id }) => all.length === 1 || own.has(id)).slice(0, mostAccounts);
}

export async function listContracts(db: Db, accountId: string): Promise<ContractsTable[]> {
  return db.selectFrom("contracts").selectAll().where("accountId", "=", accountId).orderBy("id").execute();
}
