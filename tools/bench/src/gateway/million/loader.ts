// A ledger's database, and how very many rows come into it fast.
import type { RowForm, Value, Written } from "./copies.ts";
import type { Row } from "./names.ts";

export type Loader = {
  run(sql: string): Promise<Row[]>;
  readonly written: Written;
  /** Settings for loading, with which nobody takes payments. */
  hurry(): Promise<void>;
  load(form: RowForm, rows: readonly Value[][]): Promise<void>;
  /** All settings as they were, everything on disk, statistics fresh. */
  settle(tables: readonly string[]): Promise<void>;
  /** On which a measurement depends, as they are now. */
  settings(): Promise<string>;
  close(): Promise<void>;
};
