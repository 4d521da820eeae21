// A Kysely driver around another one that sorts whatever the inner one throws, so that an error of the database can
// always be told from an error of the code that runs inside a unit of work.
import type {
  CompiledQuery,
  DatabaseConnection,
  Driver,
  QueryResult,
  RootOperationNode,
  TransactionSettings,
} from "kysely";
import { DatabaseFailure, type FailureKind, isFailure } from "./database-failure.ts";

export type Sorting = {
  kindOf(error: unknown): FailureKind;
  /** The server has no "on conflict do nothing": the insert fails, the transaction lives on, and nothing was inserted. */
  conflictsFail: boolean;
};

export class SortingDriver implements Driver {
  readonly #inner: Driver;
  readonly #sorting: Sorting;

  constructor(inner: Driver, sorting: Sorting) {
    this.#inner = inner;
    this.#sorting = sorting;
  }

  init(): Promise<void> {
    return this.#inner.init();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    try {
      return new SortingConnection(await this.#inner.acquireConnection(), this.#sorting);
    } catch (error) {
      throw new DatabaseFailure(this.#sorting.kindOf(error), error);
    }
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return this.#sorted(() => this.#inner.beginTransaction(connection, settings));
  }

  /** A cluster says only here that another node was faster. */
  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#sorted(() => this.#inner.commitTransaction(connection));
  }

  /** Over a connection that is gone there is nothing to roll back; why it is gone is what the caller must hear of. */
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await this.#sorted(() => this.#inner.rollbackTransaction(connection));
    } catch (error) {
      if (!isFailure(error, "trouble")) throw error;
    }
  }

  async #sorted(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      if (error instanceof DatabaseFailure) throw error;
      throw new DatabaseFailure(this.#sorting.kindOf(error), error);
    }
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    return this.#inner.releaseConnection(connection instanceof SortingConnection ? connection.inner : connection);
  }

  destroy(): Promise<void> {
    return this.#inner.destroy();
  }
}

class SortingConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection;
  readonly #sorting: Sorting;

  constructor(inner: DatabaseConnection, sorting: Sorting) {
    this.inner = inner;
    this.#sorting = sorting;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      return await this.inner.executeQuery<R>(query);
    } catch (error) {
      const failure = new DatabaseFailure(this.#sorting.kindOf(error), error);
      if (this.#sorting.conflictsFail && isFailure(failure, "duplicate") && allowsConflict(query.query)) {
        return { numAffectedRows: 0n, rows: [] };
      }
      throw failure;
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
    return this.inner.streamQuery<R>(query, chunkSize);
  }
}

/** The query is answered with "nothing inserted" where a key is there already. */
export function allowsConflict(node: RootOperationNode): boolean {
  return node.kind === "InsertQueryNode" && node.onConflict?.doNothing === true;
}
