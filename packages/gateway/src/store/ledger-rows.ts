// Between the columns of the databases and the members of our rows: snake_case there, camelCase here, and one rule for integers: a
// column that ends in `_fen` is a bigint, every other one a number. Drivers give bigint, number or decimal text for the same
// column; above this plugin nobody notices.
import { CamelCasePlugin, type PluginTransformResultArgs, type QueryResult, type UnknownRow } from "kysely";

type Column = { readonly column: string; readonly member: string; readonly isFen: boolean };

/** How rows with certain columns are read. */
type Reading = {
  readonly columns: readonly Column[];
  readonly empty: Readonly<Record<string, unknown>>;
};

export class LedgerRows extends CamelCasePlugin {
  /** By the columns' names. Our statements have some hundred lists of them. */
  readonly #readings = new Map<string, Reading>();

  /** The rows of a result have the same columns. Throws RangeError for an integer that a number can't hold. */
  override async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    const [first] = result.rows;
    if (first === undefined) return result;
    const { columns, empty } = this.#readingOf(Object.keys(first));
    const rows = result.rows.map((row) => {
      const read = { ...empty };
      for (const { column, member, isFen } of columns) {
        const value = row[column];
        read[member] = isFen ? fenOf(value) : typeof value === "bigint" ? toSafeNumber(column, value) : value;
      }
      return read;
    });
    return { ...result, rows };
  }

  #readingOf(names: readonly string[]): Reading {
    const key = names.join();
    const known = this.#readings.get(key);
    if (known !== undefined) return known;
    const columns = names.map((column) => ({
      ...{ column, member: this.camelCase(column), isFen: column.endsWith("_fen") },
    }));
    const reading = { columns, empty: emptyRow(columns.map(({ member }) => member)) };
    this.#readings.set(key, reading);
    return reading;
  }
}

/** To be copied and filled: a copy has room for all members at once, an object that gets them one by one is moved a dozen times. */
export function emptyRow(members: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(members.map((member) => [member, null]));
}

function fenOf(value: unknown): unknown {
  return typeof value === "number" || typeof value === "string" ? BigInt(value) : value;
}

function toSafeNumber(name: string, value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`column ${name} holds an integer beyond 2^53`);
  return number;
}
