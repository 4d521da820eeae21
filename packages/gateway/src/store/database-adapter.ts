// What one kind of database can do and how its errors read. All differences of dialect are data here:
// nothing else in the package may ask which database it runs on.
import type { Dialect } from "kysely";

/** The column types of one dialect, by what the column holds. */
export type ColumnTypes = {
  /** Ids and codes, compared byte-wise, up to 128 characters. */
  key: string;
  text: string;
  integer: string;
  blob: string;
};

export type DatabaseAdapter = {
  dialect: Dialect;
  columnTypes: ColumnTypes;
  /** Runs before the migrations, on the open database. */
  prepare(): void;
  /** A unique key or primary key was there already. */
  isDuplicateKey(error: unknown): boolean;
  /** Busy, deadlock or serialisation failure: the whole unit of work may be run again. */
  isRetryable(error: unknown): boolean;
  /** Any other complaint of the database itself: down, full, damaged. */
  isDatabaseError(error: unknown): boolean;
};
