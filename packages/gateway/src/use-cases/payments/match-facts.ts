// Is what Alipay reports about us? Seller and application must be the account's; the amount is the machine's to judge.
import type { TradeFacts } from "@dedepay/alipay";
import { readSettings } from "../../channel/account-settings.ts";
import type { AccountsTable } from "../../store/tables/accounts.ts";

export type Difference = { field: string; expected: string; reported: string };

/** Empty where all fits. A notification must name its seller (and application); a query's reply answers our own question. */
export function matchFacts(account: AccountsTable, facts: TradeFacts, source: "notification" | "query"): Difference[] {
  const settings = readSettings(account.settingsJson);
  const differences: Difference[] = [];
  const check = (field: string, expected: string | undefined, reported: string | undefined): void => {
    if (expected === undefined || reported === expected) return;
    if (reported === undefined && source === "query") return;
    differences.push({ field, expected, reported: reported ?? "" });
  };
  if (account.protocol === "mapi") {
    // An account is known by its number; its e-mail changes, so it decides only where there is no number.
    const byEmail = facts.sellerId === undefined && settings.sellerEmail !== undefined;
    if (byEmail) check("seller_email", settings.sellerEmail, facts.sellerEmail);
    else check("seller_id", settings.sellerId ?? account.identity, facts.sellerId);
  } else {
    check("app_id", account.identity, facts.appId);
    check("seller_id", settings.sellerId, facts.sellerId);
  }
  return differences;
}
