// Registers one set of Alipay credentials with its contracts. The doctor looks at them first (a wrong one is refused by name),
// then they are sealed; nothing that leaves here holds one.
import { DedepayError } from "@dedepay/errors";
import type { AccountCredentials, MapiCredentials, OpenapiCredentials } from "../../channel/account-credentials.ts";
import { findAccount, insertAccount } from "../../store/accounts.ts";
import type { AccountsTable } from "../../store/tables/accounts.ts";
import type { Context } from "../context.ts";
import type { Environment } from "../payments/payment-document.ts";
import { actorOf, type ByOwner, recordAudit } from "../record-audit.ts";
import { accountRow } from "./account-row.ts";
import { type AccountCheck, assertRecognised } from "./check-account.ts";
import { contractRow } from "./contract-row.ts";
import { type AccountView, type ContractInput, describeAccount } from "./describe-account.ts";
import { examineCredentials } from "./examine-credentials.ts";
import { accountOrThrow } from "./list-accounts.ts";

export type { AccountView, ContractInput, MapiCredentials, OpenapiCredentials };

export type RegisterAccountInput = ByOwner & {
  id?: string;
  /** Fixed for ever: an account never moves from play money to real money. */
  environment: Environment;
  /** Gateway address; required for the simulator, otherwise the environment's own. */
  endpoint?: string;
  contracts: ContractInput[];
  /** The public key which was uploaded to Alipay's console; compared with the private key and not kept. */
  appPublicKey?: string;
  /** Causes of doubt (not of proof) which the owner has looked at. */
  acceptedDoubts?: readonly string[];
  /** True: Alipay is asked before anything is stored, and credentials which it does not recognise are refused. */
  askAlipay?: boolean;
} & AccountCredentials;

/** What Alipay said on entry: absent where it was not asked, and "unknown" with a warning where it did not answer. */
export type EnteredAccount = AccountView & { check?: AccountCheck };

/** Throws 1002 (a field or a key; the finding says what it really is), 1012 and 1013 (id taken). */
export async function registerAccount(context: Context, input: RegisterAccountInput): Promise<EnteredAccount> {
  const id = input.id ?? context.newId("acc");
  const { environment, endpoint, appPublicKey, acceptedDoubts = [] } = input;
  const credentials = { protocol: input.protocol, credentials: input.credentials } as AccountCredentials;
  const row = accountRow(context, { id, environment, endpoint, credentials, formerKeys: [] });
  const contracts = input.contracts.map((contract) =>
    contractRow({ id: context.newId("ctr"), accountId: id, protocol: row.protocol }, contract),
  );
  await assertFree(context, id);
  await examineCredentials(context, { row, input: credentials, appPublicKey, acceptedDoubts });
  const check = input.askAlipay === true ? await assertRecognised(context, row) : undefined;
  await context.store.inTransaction(async (db) => {
    if ((await findAccount(db, id)) !== undefined) throw accountTaken(id);
    await insertAccount(db, row, contracts);
    await recordAudit(context, db, {
      actor: actorOf(input),
      action: "account.registered",
      subject: id,
      after: {
        ...audited(row),
        alipay: saidOnEntry(check),
        contracts: contracts.map(({ product, goods }) => `${product}/${goods}`),
      },
      requestId: input.requestId,
    });
  });
  context.log.info({ requestId: input.requestId, accountId: id, protocol: row.protocol }, "account registered");
  const stored = await context.store.run((db) => accountOrThrow(db, id));
  return { ...describeAccount(context, stored, contracts), ...(check === undefined ? {} : { check }) };
}

/** As the audit has it: what Alipay said of credentials before they were stored. */
export function saidOnEntry(check: AccountCheck | undefined): AccountCheck["verdict"] | "not_asked" {
  return check?.verdict ?? "not_asked";
}

/** Before the doctor and Alipay are troubled; the unit of work looks again. */
async function assertFree(context: Context, id: string): Promise<void> {
  if ((await context.store.run((db) => findAccount(db, id))) !== undefined) throw accountTaken(id);
}

function audited(row: AccountsTable): Record<string, string> {
  const { protocol, identity, environment, endpoint } = row;
  return { protocol, identity, environment, endpoint };
}

function accountTaken(id: string): DedepayError {
  return new DedepayError(1013, {
    param: "id",
    detail: { zh: `账户编号 ${id} 已被使用`, en: `The account id ${id} is taken` },
    extra: { existing_id: id },
  });
}
