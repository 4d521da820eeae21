// The accounts as the owner may see them.
import { type AccountRow, findAccount, listAccountRows, listContracts } from "../../store/accounts.ts";
import type { Db } from "../../store/store.ts";
import type { Context } from "../context.ts";
import { notFound } from "../refusals.ts";
import { type AccountView, describeAccount } from "./describe-account.ts";

export async function listAccounts(context: Pick<Context, "store" | "channel" | "publicUrl">): Promise<AccountView[]> {
  return context.store.run(async (db) => {
    const views: AccountView[] = [];
    for (const row of await listAccountRows(db)) {
      views.push(describeAccount(context, row, await listContracts(db, row.id)));
    }
    return views;
  });
}

/** Throws 1009. */
export async function getAccount(context: Context, accountId: string): Promise<AccountView> {
  return context.store.run(async (db) => {
    const row = await accountOrThrow(db, accountId);
    return describeAccount(context, row, await listContracts(db, row.id));
  });
}

/** Throws 1009. */
export async function accountOrThrow(db: Db, accountId: string): Promise<AccountRow> {
  const row = await findAccount(db, accountId);
  if (row === undefined) throw notFound({ zh: "支付宝账户", en: "account" }, accountId);
  return row;
}
