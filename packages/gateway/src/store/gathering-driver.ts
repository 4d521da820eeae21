// A Kysely driver around another one that sends statements together where nobody waits for them one by one: the beginning of a
// transaction goes with its first statement where that reads, and writes that only have to reach a known number of rows go with the next
// statement that somebody waits for, or with the commit. Each way to a server and back costs more than the statement.
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from "kysely";
import { GroupSpoiled } from "./together.ts";

export type Gathering = {
  /** Begins a transaction, where that may wait for the first statement; undefined: as the inner driver does it. */
  begin: string | undefined;
  /** In their order, each only where the ones before it succeeded. Throws what the first one that failed gave. */
  executeAll(
    connection: DatabaseConnection,
    queries: readonly CompiledQuery[],
  ): Promise<readonly QueryResult<unknown>[]>;
  /**
   * The last writes of a transaction and its commit, to be sent at once: each write fails by itself where it reaches another number of
   * rows, and nothing behind a statement that failed has any effect. undefined: the commit is sent when the numbers are known.
   */
  withCommit: ((writes: readonly Later[]) => readonly CompiledQuery[]) | undefined;
};

export type Later = CompiledQuery & { readonly expectedRows: bigint };

/**
 * A write that is believed to reach so many rows, and is sent later in its transaction; where it reaches another number, the
 * transaction fails, at the next statement or instead of the commit.
 */
export function sentLater(query: CompiledQuery, expectedRows: number): CompiledQuery {
  return { ...query, expectedRows: BigInt(expectedRows) } as Later;
}

export function isLater(query: CompiledQuery): query is Later {
  return "expectedRows" in query;
}

export class GatheringDriver implements Driver {
  readonly #inner: Driver;
  readonly #gathering: Gathering;

  constructor(inner: Driver, gathering: Gathering) {
    this.#inner = inner;
    this.#gathering = gathering;
  }

  init(): Promise<void> {
    return this.#inner.init();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return new GatheringConnection(await this.#inner.acquireConnection(), this.#gathering);
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const { begin } = this.#gathering;
    const gathered = asGathering(connection);
    if (begin === undefined) await this.#inner.beginTransaction(gathered.inner, settings);
    else gathered.beginLater(CompiledQuery.raw(begin));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const gathered = asGathering(connection);
    if (await gathered.commitWithWrites()) return;
    await gathered.flush();
    await this.#inner.commitTransaction(gathered.inner);
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    const gathered = asGathering(connection);
    gathered.forget();
    return this.#inner.rollbackTransaction(gathered.inner);
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    return this.#inner.releaseConnection(asGathering(connection).inner);
  }

  destroy(): Promise<void> {
    return this.#inner.destroy();
  }
}

function asGathering(connection: DatabaseConnection): GatheringConnection {
  if (connection instanceof GatheringConnection) return connection;
  throw new TypeError("not a connection of this driver");
}

/** Made anew each time that a connection is taken from the pool. */
class GatheringConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection;
  readonly #gathering: Gathering;
  #begin: CompiledQuery | undefined;
  #waiting: Later[] = [];

  constructor(inner: DatabaseConnection, gathering: Gathering) {
    this.inner = inner;
    this.#gathering = gathering;
  }

  beginLater(begin: CompiledQuery): void {
    this.#begin = begin;
  }

  forget(): void {
    this.#begin = undefined;
    this.#waiting = [];
  }

  /** False: there was nothing to go with the commit, or it has to wait. */
  async commitWithWrites(): Promise<boolean> {
    const { withCommit, executeAll } = this.#gathering;
    const [begin, writes] = [this.#begin, this.#waiting];
    if (withCommit === undefined || writes.length === 0) return false;
    this.forget();
    if (begin !== undefined) await this.inner.executeQuery(begin);
    await executeAll(this.inner, withCommit(writes));
    return true;
  }

  async flush(): Promise<void> {
    await this.#send([]);
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (isLater(query)) {
      this.#waiting.push(query);
      return { numAffectedRows: query.expectedRows, rows: [] };
    }
    if (this.#begin === undefined && this.#waiting.length === 0) return this.inner.executeQuery<R>(query);
    return (await this.#send([query])).at(-1) as QueryResult<R>;
  }

  async #send(more: readonly CompiledQuery[]): Promise<readonly QueryResult<unknown>[]> {
    const begin = this.#begin;
    const statements = [...this.#waiting, ...more];
    this.forget();
    const withBegin = begin !== undefined && statements[0]?.query.kind === "SelectQueryNode";
    // A write goes when the transaction is known to have begun: it must not stand by itself.
    if (begin !== undefined && !withBegin) await this.inner.executeQuery(begin);
    const queries = withBegin ? [begin, ...statements] : statements;
    if (queries.length === 0) return [];
    const results = await this.#gathering.executeAll(this.inner, queries);
    for (const [index, query] of queries.entries()) {
      if (!isLater(query) || results[index]?.numAffectedRows === query.expectedRows) continue;
      throw new GroupSpoiled(query.sql.slice(0, 40));
    }
    return results;
  }

  async *streamQuery<R>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
    await this.flush();
    yield* this.inner.streamQuery<R>(query, chunkSize);
  }
}

/** Where sending together gains nothing. */
export async function oneByOne(
  connection: DatabaseConnection,
  queries: readonly CompiledQuery[],
): Promise<readonly QueryResult<unknown>[]> {
  const results: QueryResult<unknown>[] = [];
  for (const query of queries) results.push(await connection.executeQuery(query));
  return results;
}
