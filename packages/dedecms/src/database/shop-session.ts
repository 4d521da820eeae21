// One connection to a shop's database, as the statements of this folder use it. `#@__` stands for the prefix, `?` for a value.

/** Every value as the server writes it, so that both engines and all drivers look alike. */
export type ShopRow = Readonly<Record<string, string | null>>;
export type ShopValue = string | number | bigint | readonly string[];

export type ShopSession = {
  /** The first row. Throws ShopDatabaseFailure, like all here. */
  readonly row: (sql: string, values?: readonly ShopValue[]) => Promise<ShopRow | undefined>;
  readonly rows: (sql: string, values?: readonly ShopValue[]) => Promise<readonly ShopRow[]>;
  /** How many rows the statement changed. A deadlock is tried again: it has undone the statement as a whole. */
  readonly change: (sql: string, values?: readonly ShopValue[]) => Promise<number>;
  readonly close: () => void;
};

export type ShopFailureKind =
  /** Nobody answers, or not in time. */
  | "unreachable"
  /** User, password or database are wrong. */
  | "denied"
  /** The connection broke, or the statement was killed, after it was sent: it may have been carried out, or a part of it. */
  | "broken"
  /** The server refused the statement: nothing was changed. */
  | "refused";

/** Its text holds no value of a statement and no password. */
export class ShopDatabaseFailure extends Error {
  override readonly name: string = "ShopDatabaseFailure";
  readonly kind: ShopFailureKind;
  /** The server's or the driver's code, `ER_NO_SUCH_TABLE`. */
  readonly code: string;

  constructor(kind: ShopFailureKind, code: string, cause?: unknown) {
    super(`shop database: ${kind} (${code})`, { cause });
    this.kind = kind;
    this.code = code;
  }
}

export function numberOf(row: ShopRow | undefined, column: string): number {
  return Number(row?.[column] ?? 0);
}

/** Of a column that was rounded to whole fen; floats come with an exponent when they are large. */
export function fenOf(row: ShopRow | undefined, column: string): bigint {
  return BigInt(Math.round(numberOf(row, column)));
}
