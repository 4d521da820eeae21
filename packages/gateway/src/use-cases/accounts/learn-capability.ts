// What Alipay's answers in daily work say about an account's rights: a refusal takes one away, a service that worked gives it back.
import type { AlipayError } from "@dedepay/alipay";
import { capabilityRefused, type ProbeName } from "../../channel/probe-account.ts";
import { type AccountRow, type AccountStateChanges, putAccountState } from "../../store/accounts.ts";
import type { Db } from "../../store/store.ts";

const columns: Readonly<Record<ProbeName, "canQuery" | "canClose" | "canRefund">> = {
  query: "canQuery",
  close: "canClose",
  refund: "canRefund",
};

export async function learnRefusal(db: Db, accountId: string, error: AlipayError): Promise<void> {
  const refused = capabilityRefused(error);
  if (refused === undefined) return;
  await putAccountState(db, accountId, { [columns[refused]]: "no" } satisfies AccountStateChanges);
}

/** Writes only where something else was believed: this runs with every answer. */
export async function learnSuccess(db: Db, account: AccountRow, name: ProbeName): Promise<void> {
  const column = columns[name];
  if (account[column] === "yes") return;
  await putAccountState(db, account.id, { [column]: "yes" } satisfies AccountStateChanges);
}
