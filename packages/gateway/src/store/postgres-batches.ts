// Several statements on their way to PostgreSQL at one time, through Kysely's own driver: the connection is handed one query
// that holds the others.
import {
  CompiledQuery,
  type DatabaseConnection,
  type PostgresCursor,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
  type QueryResult,
} from "kysely";
import type pg from "pg";
import type { Later } from "./gathering-driver.ts";
import { nameText, preparedName } from "./prepared-texts.ts";

/** No statement has this text. */
const batchText = "-- a batch";

/** In a transaction nothing behind a failed statement has any effect. Throws what the first one that failed gave. */
export async function inOneBatch(
  connection: DatabaseConnection,
  queries: readonly CompiledQuery[],
): Promise<readonly QueryResult<unknown>[]> {
  const { rows } = await connection.executeQuery<QueryResult<unknown>>(CompiledQuery.raw(batchText, [...queries]));
  return rows;
}

/** See Gathering. Behind a statement that failed, `commit` ends the transaction as `rollback` would. */
export function withCommit(writes: readonly Later[]): CompiledQuery[] {
  return [...writes.map(guarded), CompiledQuery.raw("commit")];
}

/** Of texts that are prepared: they are few, and the same object each time. */
const guardedTexts = new Map<string, string>();

/** Fails where it reaches another number of rows: the number, in a sentence, is not an integer. */
function guarded({ sql, parameters, expectedRows }: Later): CompiledQuery {
  const known = guardedTexts.get(sql);
  const text =
    known ??
    `with written as (${sql} returning 1) select case when count(*) = $${parameters.length + 1} then 1
      else ('another number of rows: ' || count(*))::integer end from written`;
  if (known === undefined && preparedName(sql) !== undefined) {
    nameText(text);
    guardedTexts.set(sql, text);
  }
  return CompiledQuery.raw(text, [...parameters, expectedRows]);
}

/** Clients of this pool understand the batches of `inOneBatch`. */
export function withBatches(pool: pg.Pool): PostgresPool {
  return {
    connect: async () => new ClientWithBatches(await pool.connect()),
    end: () => pool.end(),
  };
}

class ClientWithBatches implements PostgresPoolClient {
  readonly #client: pg.PoolClient;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query(text: unknown, values: readonly unknown[] = []): unknown {
    if (typeof text !== "string") throw new TypeError("the driver was not told of cursors");
    if (text === batchText) return runAll(this.#client, values as readonly CompiledQuery[]);
    return this.#client.query(configOf(text, values));
  }

  release(): void {
    this.#client.release();
  }
}

function configOf(text: string, values: readonly unknown[]): pg.QueryConfig {
  const name = preparedName(text);
  return { ...(name !== undefined && { name }), text, values: [...values] };
}

async function runAll(client: pg.PoolClient, queries: readonly CompiledQuery[]): Promise<pg.QueryResult> {
  const ends = await Promise.allSettled(queries.map((query) => client.query(configOf(query.sql, query.parameters))));
  const rows = ends.map((end): QueryResult<unknown> => {
    if (end.status === "rejected") throw end.reason;
    const { command, rowCount, rows } = end.value;
    return command === "SELECT" ? { rows } : { numAffectedRows: BigInt(rowCount ?? 0), rows };
  });
  return { command: "SELECT", rowCount: rows.length, rows, oid: 0, fields: [] };
}
