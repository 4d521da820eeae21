// What is told about the buyer of a trade: the user number and a masked login.
import type { Accounts } from "../world/accounts.ts";
import type { Trade } from "../world/trade.ts";

export function buyerFields(
  accounts: Accounts,
  trade: Trade,
): { buyerId: string | undefined; logonId: string | undefined } {
  if (trade.buyerId === undefined) return { buyerId: undefined, logonId: undefined };
  const payer = accounts.payer(trade.buyerId);
  return { buyerId: trade.buyerId, logonId: payer === undefined ? undefined : masked(payer.logonId) };
}

function masked(logonId: string): string {
  const at = logonId.indexOf("@");
  if (at < 0) return `${logonId.slice(0, 3)}****${logonId.slice(-4)}`;
  return `${logonId.slice(0, Math.min(3, at))}***${logonId.slice(at)}`;
}
