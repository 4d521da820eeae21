// Fills a ledger with copies of one paid payment: all of its rows, each copy under ids and numbers of its own, half a minute
// apart, the oldest first, as they come to a shop; what was owed to the site is delivered, and nothing is left to be asked.
import { type RowForm, rowForm, type Value } from "./copies.ts";
import type { Loader } from "./loader.ts";
import { type Name, namesIn, type Row } from "./names.ts";

/** Tables with rows of a payment, and by which column. */
const tables: Readonly<Record<string, string>> = {
  payments: "id",
  attempts: "payment_id",
  notifications: "payment_id",
  events: "payment_id",
  postings: "payment_id",
  outbox: "payment_id",
  queries: "payment_id",
};
/** Payments whose rows are in memory at once. */
const chunk = 2000;

export type Fill = {
  readonly paymentId: string;
  readonly payments: number;
  progress(done: number, all: number): void;
};

export async function fillLedger(ledger: Loader, { paymentId, payments, progress }: Fill): Promise<void> {
  const of = `where payment_id = '${paymentId}'`;
  await ledger.run(`update outbox set status = 'done', done_at_ms = created_at_ms ${of}`);
  await ledger.run(`update queries set next_at_ms = null ${of}`);
  const { names, forms } = await formsOf(ledger, paymentId);
  await ledger.hurry();
  let loading: Promise<unknown> = Promise.resolve();
  for (let left = payments; left > 0; left -= chunk) {
    const copies = copiesOf(names, { from: left, count: Math.min(chunk, left) });
    const loads = forms.map((ofTable) => ({ ofTable, rows: rowsOf(ofTable, copies) }));
    await loading;
    progress(payments - left, payments);
    // The next copies are made meanwhile.
    loading = Promise.all(loads.map(({ ofTable: [form], rows }) => ledger.load(form, rows)));
  }
  await loading;
  await ledger.settle(Object.keys(tables));
  progress(payments, payments);
}

/** Of the rows that a payment has in one table. */
type TableForms = readonly [RowForm, ...RowForm[]];

async function formsOf(ledger: Loader, paymentId: string): Promise<{ names: readonly Name[]; forms: TableForms[] }> {
  const found: { table: string; rows: Row[] }[] = [];
  for (const [table, column] of Object.entries(tables)) {
    found.push({ table, rows: await ledger.run(`select * from ${table} where ${column} = '${paymentId}'`) });
  }
  const names = namesIn(found.flatMap(({ rows }) => rows));
  const forms = found.flatMap(({ table, rows }): TableForms[] => {
    const [first, ...others] = rows.map((row) => rowForm(table, row, { names, written: ledger.written }));
    return first === undefined ? [] : [[first, ...others]];
  });
  return { names, forms };
}

type Copy = { readonly n: number; readonly names: readonly string[] };

function copiesOf(names: readonly Name[], { from, count }: { from: number; count: number }): Copy[] {
  return Array.from({ length: count }, (_, index) => {
    const n = from - index;
    return { n, names: names.map((name) => name.of(n)) };
  });
}

function rowsOf(forms: TableForms, copies: readonly Copy[]): Value[][] {
  return copies.flatMap(({ n, names }) => forms.map((form) => form.copy(n, names)));
}
