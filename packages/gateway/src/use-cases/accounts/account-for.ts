// Which Alipay account an order's money goes to: the one it names, the site's own, or the only one that is in use.
import { DedepayError } from "@dedepay/errors";
import { type AccountRow, findAccount, listAccountRows } from "../../store/accounts.ts";
import type { SiteRow } from "../../store/sites.ts";
import type { Db } from "../../store/store.ts";
import { notFound } from "../refusals.ts";

/** Throws 1009 (no such account), 1012 (none named, and no choice to make). */
export async function accountFor(db: Db, site: SiteRow, named: string | undefined): Promise<AccountRow> {
  const id = named ?? site.defaultAccountId;
  if (id !== null) {
    const account = await findAccount(db, id);
    if (account === undefined) throw notFound({ zh: "支付宝账户", en: "account" }, id);
    return account;
  }
  const all = await listAccountRows(db);
  const enabled = all.filter(({ disabledAtMs }) => disabledAtMs === null);
  const [only, another] = enabled.length > 0 ? enabled : all;
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
