// Which Alipay account an order's money goes to: the one it names, the site's own, or the only one there is.
import { DedepayError } from "@dedepay/errors";
import { findAccount, listAccountRows } from "../store/accounts.ts";
import type { Db } from "../store/store.ts";
import type { AccountsTable } from "../store/tables/accounts.ts";
import type { SitesTable } from "../store/tables/sites.ts";
import { notFound } from "./refusals.ts";

/** Throws 1009 (no such account), 1012 (none named, and no choice to make). */
export async function accountFor(db: Db, site: SitesTable, named: string | undefined): Promise<AccountsTable> {
  const id = named ?? site.defaultAccountId;
  if (id !== null) {
    const account = await findAccount(db, id);
    if (account === undefined) throw notFound({ zh: "支付宝账户", en: "account" }, id);
    return account;
  }
  const [only, another] = await listAccountRows(db);
  if (only !== undefined && another === undefined) return only;
  throw new DedepayError(1012, {
    param: "account",
    detail: {
      zh: only === undefined ? "网关尚未登记任何支付宝账户" : "网关登记了多个支付宝账户，请用 account 指明一个",
      en:
        only === undefined
          ? "No Alipay account is registered"
          : "Several accounts are registered; name one in `account`",
    },
  });
}
