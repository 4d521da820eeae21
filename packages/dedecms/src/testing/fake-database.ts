// The database of a made-up shop as the inspector hears of it: everything in order, unless a test says otherwise.
import type {
  DatabaseFacts,
  InstallationDatabase,
  OrderFacts,
  PaymentRow,
  ServerFacts,
  TableFacts,
} from "../inspect/installation-database.ts";
import { goodSettings, storedConfig } from "./fake-installation.ts";

export type FakeDatabase = {
  readonly config?: string;
  readonly alipay?: Partial<PaymentRow> | null;
  readonly server?: Partial<ServerFacts>;
  readonly tables?: readonly TableFacts[];
  readonly orders?: Partial<OrderFacts>;
};

export function fakeDatabase({ config, alipay, server, tables, orders }: FakeDatabase): InstallationDatabase {
  const none = { total: 0, first: [] };
  const row = { id: 3, code: "alipay", enabled: true, fee: "2", config: config ?? storedConfig(goodSettings) };
  const facts: DatabaseFacts = {
    server: { version: "5.7.44", characterSet: "latin1", readOnlyEnforced: true, ...server },
    tables: tables ?? [{ name: "shops_orders", engine: "InnoDB", characterSet: "utf8" }],
    paymentRows: alipay === null ? [] : [{ ...row, ...alipay }],
    orders: {
      doubled: none,
      floatTotals: none,
      rewritten: none,
      roundedPrices: 0,
      unpaid: [],
      sellsVirtual: false,
      ...orders,
    },
  };
  return { readFacts: async () => facts };
}
