// Between the columns of the databases and the members of our rows: snake_case there, camelCase here, and one rule for integers: a
// column that ends in `_fen` is a bigint, every other one a number. Drivers give bigint, number or decimal text for the same
// column; above this plugin nobody notices.
import { CamelCasePlugin, type PluginTransformResultArgs, type QueryResult, type UnknownRow } from "kysely";

export class LedgerRows extends CamelCasePlugin {
  /** The rows of a result have the same columns. Throws RangeError for an integer that a number can't hold. */
  override async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    const [first] = result.rows;
    if (first === undefined) return result;
    const columns = Object.keys(first).map((column) => ({
      ...{ column, member: this.camelCase(column), isFen: column.endsWith("_fen") },
    }));
    const rows = result.rows.map((row) => {
      const read: Record<string, unknown> = {};
      for (const { column, member, isFen } of columns) {
        const value = row[column];
        read[member] = isFen ? fenOf(value) : typeof value === "bigint" ? toSafeNumber(column, value) : value;
      }
      return read;
    });
    return { ...result, rows };
  }
}

function fenOf(value: unknown): unknown {
  return typeof value === "number" || typeof value === "string" ? BigInt(value) : value;
}

function toSafeNumber(name: string, value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`column ${name} holds an integer beyond 2^53`);
  return number;
}
