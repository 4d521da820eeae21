// Which of the known accounts a message belongs to, by the identities that it names.
import type { DoctorAccount, DoctorContext } from "../doctor-context.ts";
import { fieldValue } from "../evidence/field.ts";
import type { SignedMessage } from "../evidence/signed-message.ts";

export type AccountMatch = {
  /** Accounts whose keys may rightly sign the message: those it names, or all where it names none. */
  readonly own: readonly DoctorAccount[];
  readonly others: readonly DoctorAccount[];
  /** The message names an account, and it is known. */
  readonly named: boolean;
};

/** Sorts the known accounts into the message's own and the others. */
export function accountOfMessage(message: SignedMessage, context: DoctorContext): AccountMatch {
  const accounts = context.accounts ?? [];
  const own = accounts.filter((account) => namesAccount(message, account));
  if (own.length > 0) return { own, others: accounts.filter((account) => !own.includes(account)), named: true };
  const sameProtocol = accounts.filter(({ protocol }) => protocol === message.protocol);
  // A single account is the one somebody means, even where the number in the message is mistyped.
  const fallback = sameProtocol.length > 0 ? sameProtocol : accounts;
  return { own: fallback, others: accounts.filter((account) => !fallback.includes(account)), named: false };
}

function namesAccount(message: SignedMessage, account: DoctorAccount): boolean {
  if (account.protocol !== message.protocol) return false;
  const same = (name: string, expected: string | undefined): boolean =>
    expected !== undefined && expected.trim() !== "" && fieldValue(message.fields, name)?.trim() === expected.trim();
  if (message.protocol === "openapi") return same("app_id", account.appId);
  if (fieldValue(message.fields, "partner") !== undefined) return same("partner", account.partner);
  return same("seller_id", account.sellerId ?? account.partner) || same("seller_email", account.sellerEmail);
}

/** How to call an account in a sentence: its name, else its number. */
export function accountLabel(account: DoctorAccount): string {
  return account.name ?? account.appId ?? account.partner ?? account.protocol;
}
