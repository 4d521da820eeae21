// Where the next page of a list begins which is newest first, by a moment and then by id.
import { type RawBuilder, type SqlBool, sql } from "kysely";

export function olderThan<Column extends string>(
  column: Column,
  before: Readonly<Record<Column, number>> & { readonly id: string },
): RawBuilder<SqlBool> {
  const [moment, atMs] = [sql.ref(column), before[column]];
  return sql<SqlBool>`(${moment} < ${atMs} or (${moment} = ${atMs} and ${sql.ref("id")} < ${before.id}))`;
}
