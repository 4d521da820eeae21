// Contracts one by one, and which warnings of their end went out.
import { insertIfAbsent } from "./insert-if-absent.ts";
import type { Db } from "./store.ts";
import type { ContractsTable, ContractWarningsTable } from "./tables/accounts.ts";

export async function insertContract(db: Db, contract: ContractsTable): Promise<void> {
  await db.insertInto("contracts").values(contract).execute();
}

export async function findContract(db: Db, contractId: string): Promise<ContractsTable | undefined> {
  return db.selectFrom("contracts").selectAll().where("id", "=", contractId).executeTakeFirst();
}

/** Of all accounts, or of one. */
export async function listContractRows(db: Db, accountId?: string): Promise<ContractsTable[]> {
  let query = db.selectFrom("contracts").selectAll().orderBy("accountId").orderBy("id");
  if (accountId !== undefined) query = query.where("accountId", "=", accountId);
  return query.execute();
}

export async function updateContract(
  db: Db,
  contractId: string,
  changes: Pick<ContractsTable, "product" | "goods" | "status" | "fromMs" | "toMs">,
): Promise<void> {
  await db.updateTable("contracts").set(changes).where("id", "=", contractId).execute();
}

export async function deleteContract(db: Db, contractId: string): Promise<void> {
  await db.deleteFrom("contracts").where("id", "=", contractId).execute();
}

/** In force by their own entry and ending between the two moments. */
export async function listEndingContracts(db: Db, o: { afterMs: number; untilMs: number }): Promise<ContractsTable[]> {
  return db
    .selectFrom("contracts")
    .selectAll()
    .where("status", "=", "active")
    .where("toMs", ">", o.afterMs)
    .where("toMs", "<=", o.untilMs)
    .orderBy("toMs")
    .orderBy("id")
    .execute();
}

/** False where this warning went out before. */
export async function recordContractWarning(db: Db, row: ContractWarningsTable): Promise<boolean> {
  return insertIfAbsent(db, "contractWarnings", row);
}
