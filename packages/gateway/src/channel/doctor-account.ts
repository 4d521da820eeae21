// An account as the doctor wants it: the credentials as somebody typed them, its contracts, its addresses. Exists only on
// the way to the doctor; never stored, logged or given out.
import type { DoctorAccount } from "@dedepay/doctor";
import type { AccountsTable, ContractsTable } from "../store/tables/accounts.ts";
import type { AccountCredentials } from "./account-credentials.ts";

export type DoctorAccountParts = {
  row: AccountsTable;
  contracts: readonly ContractsTable[];
  credentials: AccountCredentials;
  notifyUrl: string;
};

export function doctorAccount({ row, contracts, credentials, notifyUrl }: DoctorAccountParts): DoctorAccount {
  const common = {
    name: row.id,
    environment: row.environment as Exclude<DoctorAccount["environment"], undefined>,
    notifyUrl,
    contracts: contracts.map(({ product, goods, status, fromMs, toMs }) => ({
      product: product as NonNullable<DoctorAccount["contracts"]>[number]["product"],
      goods: goods as NonNullable<DoctorAccount["contracts"]>[number]["goods"],
      status,
      ...(fromMs === null ? {} : { fromMs }),
      ...(toMs === null ? {} : { toMs }),
    })),
  };
  return { ...common, protocol: credentials.protocol, ...credentials.credentials };
}
