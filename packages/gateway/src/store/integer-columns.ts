// One rule for all databases: a column that ends in `_fen` is a bigint, every other integer a number.
// Drivers give bigint, number or decimal text for the same column; above this plugin nobody notices.
import type {
  KyselyPlugin,
  PluginTransformQueryArgs,
  PluginTransformResultArgs,
  QueryResult,
  RootOperationNode,
  UnknownRow,
} from "kysely";

export const integerColumns: KyselyPlugin = {
  transformQuery: (args: PluginTransformQueryArgs): RootOperationNode => args.node,
  async transformResult(args: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    for (const row of args.result.rows) convert(row);
    return args.result;
  },
};

function convert(row: UnknownRow): void {
  for (const [name, value] of Object.entries(row)) {
    if (name.endsWith("_fen")) {
      if (typeof value === "number" || typeof value === "string") row[name] = BigInt(value);
    } else if (typeof value === "bigint") {
      row[name] = toSafeNumber(name, value);
    }
  }
}

function toSafeNumber(name: string, value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`column ${name} holds an integer beyond 2^53`);
  return number;
}
