// A Kysely driver around another one: in a transaction, nothing runs after a statement that failed. Servers differ in what they
// undo then, and MariaDB ends the whole transaction at a deadlock: a statement sent afterwards, by code that did not wait for
// the failed one, would stand by itself.
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult, TransactionSettings } from "kysely";

/** An earlier statement of the transaction failed: this one was not sent. */
export class TransactionOver extends Error {
  constructor() {
    super("an earlier statement of this transaction failed");
    this.name = "TransactionOver";
  }
}

export class StoppingDriver implements Driver {
  readonly #inner: Driver;

  constructor(inner: Driver) {
    this.#inner = inner;
  }

  init(): Promise<void> {
    return this.#inner.init();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return new StoppingConnection(await this.#inner.acquireConnection());
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    await this.#inner.beginTransaction(innerOf(connection), settings);
    if (connection instanceof StoppingConnection) connection.begin();
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    if (connection instanceof StoppingConnection) connection.assertGoesOn();
    await this.#inner.commitTransaction(innerOf(connection));
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#inner.rollbackTransaction(innerOf(connection));
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    return this.#inner.releaseConnection(innerOf(connection));
  }

  destroy(): Promise<void> {
    return this.#inner.destroy();
  }
}

function innerOf(connection: DatabaseConnection): DatabaseConnection {
  return connection instanceof StoppingConnection ? connection.inner : connection;
}

/** Made anew each time that a connection is taken from the pool. */
class StoppingConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection;
  #isInTransaction = false;
  #isOver = false;

  constructor(inner: DatabaseConnection) {
    this.inner = inner;
  }

  begin(): void {
    this.#isInTransaction = true;
  }

  assertGoesOn(): void {
    if (this.#isOver) throw new TransactionOver();
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    this.assertGoesOn();
    try {
      return await this.inner.executeQuery<R>(query);
    } catch (error) {
      this.#isOver = this.#isInTransaction;
      throw error;
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
    return this.inner.streamQuery<R>(query, chunkSize);
  }
}
