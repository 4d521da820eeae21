// The owner writes down what is contracted with Alipay. It is a person's word: it warns, and it chooses the product.
import {
  deleteContract,
  findContract,
  insertContract,
  listContractRows,
  updateContract,
} from "../../store/contracts.ts";
import type { Db } from "../../store/store.ts";
import type { ContractsTable } from "../../store/tables/accounts.ts";
import type { Context } from "../context.ts";
import { isoTime } from "../payments/describe-payment.ts";
import { type AuditValue, actorOf, type ByOwner, recordAudit } from "../record-audit.ts";
import { notFound } from "../refusals.ts";
import { contractRow } from "./contract-row.ts";
import { type ContractInput, type ContractView, describeContract } from "./describe-account.ts";
import { accountOrThrow } from "./list-accounts.ts";

export type AddContractInput = ByOwner & { accountId: string; contract: ContractInput };
/** What is left out stays; `null` takes a date away. */
export type ChangeContractInput = ByOwner & {
  contractId: string;
  changes: Partial<Omit<ContractInput, "fromMs" | "toMs">> & { fromMs?: number | null; toMs?: number | null };
};
export type RemoveContractInput = ByOwner & { contractId: string };

/** Throws 1002, 1009. */
export async function addContract(context: Context, input: AddContractInput): Promise<ContractView> {
  return context.store.inTransaction(async (db) => {
    const account = await accountOrThrow(db, input.accountId);
    const of = { id: context.newId("ctr"), accountId: account.id, protocol: account.protocol };
    const row = contractRow(of, input.contract);
    await insertContract(db, row);
    await audit(context, db, { by: input, action: "contract.added", row, after: audited(row) });
    return describeContract(row);
  });
}

/** Throws 1002, 1009. */
export async function changeContract(context: Context, input: ChangeContractInput): Promise<ContractView> {
  return context.store.inTransaction(async (db) => {
    const row = await contractOrThrow(db, input.contractId);
    const account = await accountOrThrow(db, row.accountId);
    const { fromMs, toMs, ...changes } = input.changes;
    const from = fromMs === undefined ? row.fromMs : fromMs;
    const to = toMs === undefined ? row.toMs : toMs;
    const { id, accountId, fromMs: _from, toMs: _to, ...known } = describeContract(row);
    const after = contractRow(
      { id, accountId, protocol: account.protocol },
      { ...known, ...changes, ...(from !== null && { fromMs: from }), ...(to !== null && { toMs: to }) },
    );
    await updateContract(db, row.id, after);
    await audit(context, db, {
      by: input,
      action: "contract.changed",
      row,
      before: audited(row),
      after: audited(after),
    });
    return describeContract(after);
  });
}

/** Throws 1009. */
export async function removeContract(context: Context, input: RemoveContractInput): Promise<ContractView> {
  return context.store.inTransaction(async (db) => {
    const row = await contractOrThrow(db, input.contractId);
    await deleteContract(db, row.id);
    await audit(context, db, { by: input, action: "contract.removed", row, before: audited(row) });
    return describeContract(row);
  });
}

/** Of one account, or of all. Throws 1009. */
export async function listContracts(context: Context, accountId?: string): Promise<ContractView[]> {
  return context.store.run(async (db) => {
    if (accountId !== undefined) await accountOrThrow(db, accountId);
    return (await listContractRows(db, accountId)).map(describeContract);
  });
}

async function contractOrThrow(db: Db, contractId: string): Promise<ContractsTable> {
  const row = await findContract(db, contractId);
  if (row === undefined) throw notFound({ zh: "合同", en: "contract" }, contractId);
  return row;
}

type Audited = {
  by: ByOwner;
  action: string;
  row: ContractsTable;
  before?: Record<string, AuditValue>;
  after?: Record<string, AuditValue>;
};

async function audit(context: Context, db: Db, { by, row, ...entry }: Audited): Promise<void> {
  await recordAudit(context, db, { ...entry, actor: actorOf(by), subject: row.id, requestId: by.requestId });
}

function audited(row: ContractsTable): Record<string, AuditValue> {
  const { accountId, product, goods, status, fromMs, toMs } = row;
  return { accountId, product, goods, status, from: day(fromMs), to: day(toMs) };
}

function day(ms: number | null): string | null {
  return ms === null ? null : isoTime(ms);
}
