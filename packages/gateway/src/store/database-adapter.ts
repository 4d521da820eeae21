// What one kind of database can do and how its errors read. All differences of dialect are data here:
// nothing else in the package may ask which database it runs on.
import type { Dialect } from "kysely";
import type { Gathering } from "./gathering-driver.ts";
import type { GroupLimits } from "./group-commit.ts";

/** The column types of one dialect, by what the column holds. */
export type ColumnTypes = {
  /** Ids and codes, compared byte-wise, up to 255 characters. */
  key: string;
  text: string;
  integer: string;
  /** Up to 16 MiB. */
  blob: string;
};

export type SchemaDialect = {
  columnTypes: ColumnTypes;
  /** Stands behind the closing bracket of each `create table`. */
  tableSuffix: string;
  createIndex(name: string, on: string): string;
};

export type DatabaseAdapter = {
  /** Which setting names the database, and its value without a password. */
  place: { setting: string; address: string };
  dialect: Dialect;
  /** Of transactions that several units of work share. */
  groups: GroupLimits;
  /** How statements are sent together to a server; left out where they are not. */
  gathering?: Gathering;
  /** Known once `prepare` is done. */
  schema: SchemaDialect;
  /** Runs before the migrations, on the open database. Throws DatabaseRefused where it can't be used. */
  prepare(): Promise<void>;
  /** Runs after the migrations. Throws DatabaseRefused where the tables are not as we made them. */
  inspect(): Promise<void>;
  /** A unique key or primary key was there already. */
  isDuplicateKey(error: unknown): boolean;
  /** The table, column or index to be made was there already. */
  isThereAlready(error: unknown): boolean;
  /** Busy, deadlock or serialisation failure: the whole unit of work may be run again. */
  isRetryable(error: unknown): boolean;
  /** The database's own word for it: a number or a code. */
  codeOf(error: unknown): string;
  /** Any other complaint of the database itself: down, full, damaged. */
  isDatabaseError(error: unknown): boolean;
};
