// Alipay accounts, their state and their contracts. Secrets are sealed bytes here.
import type { CompiledQuery } from "kysely";
import { realMs } from "../platform/real-time.ts";
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
  async (db, ids) => inOrder(ids, await selectById(db, [...new Set(ids)]), ({ id }) => id),
);

/**
 * The same for crowds, who ask the database once: the account as it is, or was less than a tenth of a second ago. What this process
 * has changed shows at once, unless somebody asked while it was being changed.
 */
export const findAccountLately: (db: Db, accountId: string) => Promise<AccountRow | undefined> = readTogether(
  async (db, ids) => {
    const nowMs = realMs();
    const known = readLately.get(db) ?? new Map<string, ReadLately>();
    readLately.set(db, known);
    for (const [id, { readAtMs }] of known) if (nowMs - readAtMs >= latelyMs) known.delete(id);
    const rows = new Map([...known].map(([id, { row }]) => [id, row]));
    const asked = [...new Set(ids)].filter((id) => !rows.has(id));
    for (const row of asked.length === 0 ? [] : await selectById(db, asked)) {
      rows.set(row.id, row);
      known.set(row.id, { row, readAtMs: nowMs });
    }
    return ids.map((id) => rows.get(id));
  },
);

const latelyMs = 100;

type ReadLately = { row: AccountRow; readAtMs: number };

/** By the database that was asked. */
let readLately = new WeakMap<Db, Map<string, ReadLately>>();

/** Also what is being read now: it is kept where nobody looks any more. */
function forgetWhatWasRead(): void {
  readLately = new WeakMap();
}

async function selectById(db: Db, ids: readonly string[]): Promise<AccountRow[]> {
  const statement = statementOf(db, {
    shape: `accounts ${ids.length}`,
    parameters: ids,
    make: () => selectAccounts(db).where("accounts.id", "in", ids).compile(),
    isWorthPreparing: true,
  });
  const { rows } = await db.executeQuery<Joined>(statement as CompiledQuery<Joined>);
  return rows.map(accountRow);
}

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
  forgetWhatWasRead();
  if (await insertIfAbsent(db, "accountStates", { accountId, ...nothing, ...changes })) return;
  await db.updateTable("accountStates").set(changes).where("accountId", "=", accountId).execute();
}

/** Keys and settings over those that were read; throws StaleVersion where other keys are there. */
export async function updateAccountKeys(
  db: Db,
  account: AccountsTable,
  changes: Pick<AccountsTable, "secretsSealed" | "settingsJson">,
): Promise<void> {
  forgetWhatWasRead();
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
