// Alipay accounts, their state and their contracts. Secrets are sealed bytes here.
import type { CompiledQuery } from "kysely";
import { groupedBy, inOrder } from "./each-its-own.ts";
import { insertIfAbsent } from "./insert-if-absent.ts";
import { statementOf } from "./statement-of.ts";
import { type Db, StaleVersion } from "./store.ts";
import type { AccountStatesTable, AccountsTable, ContractsTable } from "./tables/accounts.ts";
import { readTogether } from "./together.ts";

const mostAccounts = 20;

export type Learnt = "yes" | "no" | "unknown";

/** An account with its state; without a row of that it is enabled, and nothing is learnt. */
export type AccountRow = AccountsTable & {
  disabledAtMs: number | null;
  canQuery: Learnt;
  canClose: Learnt;
  canRefund: Learnt;
  checkedAtMs: number | null;
};

export async function insertAccount(db: Db, account: AccountsTable, contracts: ContractsTable[]): Promise<void> {
  await db.insertInto("accounts").values(account).execute();
  if (contracts.length > 0) await db.insertInto("contracts").values(contracts).execute();
}

export const findAccount: (db: Db, accountId: string) => Promise<AccountRow | undefined> = readTogether(
  async (db, ids) => {
    const asked = [...new Set(ids)];
    const statement = statementOf(db, {
      shape: `accounts ${asked.length}`,
      parameters: asked,
      make: () => selectAccounts(db).where("accounts.id", "in", asked).compile(),
      isWorthPreparing: true,
    });
    const { rows } = await db.executeQuery<Joined>(statement as CompiledQuery<Joined>);
    return inOrder(ids, rows.map(accountRow), ({ id }) => id);
  },
);

export async function listAccountRows(db: Db): Promise<AccountRow[]> {
  const query = selectAccounts(db).orderBy("accounts.createdAtMs").orderBy("accounts.id");
  return (await query.execute()).map(accountRow);
}

function selectAccounts(db: Db) {
  return db
    .selectFrom("accounts")
    .leftJoin("accountStates", "accountStates.accountId", "accounts.id")
    .selectAll("accounts")
    .select(["accountStates.disabledAtMs", "accountStates.canQuery", "accountStates.canClose"])
    .select(["accountStates.canRefund", "accountStates.checkedAtMs"]);
}

type Joined = Awaited<ReturnType<ReturnType<typeof selectAccounts>["execute"]>>[number];

function accountRow(row: Joined): AccountRow {
  return { ...row, canQuery: learnt(row.canQuery), canClose: learnt(row.canClose), canRefund: learnt(row.canRefund) };
}

function learnt(text: string | null): Learnt {
  return text === "yes" || text === "no" ? text : "unknown";
}

export type AccountStateChanges = Partial<Omit<AccountStatesTable, "accountId">>;

/** Changes the named members; the others stay. */
export async function putAccountState(db: Db, accountId: string, changes: AccountStateChanges): Promise<void> {
  const nothing = {
    disabledAtMs: null,
    canQuery: "unknown",
    canClose: "unknown",
    canRefund: "unknown",
    checkedAtMs: null,
  };
  if (await insertIfAbsent(db, "accountStates", { accountId, ...nothing, ...changes })) return;
  await db.updateTable("accountStates").set(changes).where("accountId", "=", accountId).execute();
}

/** Keys and settings over those that were read; throws StaleVersion where other keys are there. */
export async function updateAccountKeys(
  db: Db,
  account: AccountsTable,
  changes: Pick<AccountsTable, "secretsSealed" | "settingsJson">,
): Promise<void> {
  const result = await db
    .updateTable("accounts")
    .set(changes)
    .where("id", "=", account.id)
    .where("secretsSealed", "=", account.secretsSealed)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw new StaleVersion(`account ${account.id}`);
}

/** What a site receives its money with: its default account, those of its payments, and the only one where there is one. */
export async function accountsOfSite(db: Db, siteId: string): Promise<AccountRow[]> {
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

export const listContracts: (db: Db, accountId: string) => Promise<ContractsTable[]> = readTogether(async (db, ids) => {
  const rows = await db
    .selectFrom("contracts")
    .selectAll()
    .where("accountId", "in", [...new Set(ids)])
    .orderBy("id")
    .execute();
  return groupedBy(ids, rows, (row) => row.accountId);
});
