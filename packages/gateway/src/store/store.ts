// The store: one connection pool, one way to run a unit of work, one place where it is retried and where the
// database's own complaints become 1001. Knows no aggregate and no use case.
import { DedepayError } from "@dedepay/errors";
import { CamelCasePlugin, Kysely } from "kysely";
import { shortPause } from "../platform/short-pause.ts";
import type { DatabaseAdapter } from "./database-adapter.ts";
import { integerColumns } from "./integer-columns.ts";
import { migrate } from "./migrate.ts";
import type { Tables } from "./tables.ts";

/** What the functions of the aggregates take: the database itself, or a transaction on it. */
export type Db = Kysely<Tables>;

/** Each failed run was somebody else's success, so this many in a row mean something other than bad luck. */
const maxRuns = 12;

/** Thrown inside a unit of work when a compare-and-set found another version: the unit is run again from its start. */
export class StaleVersion extends Error {
  constructor(what: string) {
    super(`${what} was changed by somebody else`);
    this.name = "StaleVersion";
  }
}

class StoreClosed extends Error {}

export class Store {
  readonly #db: Db;
  readonly #adapter: DatabaseAdapter;
  #closed = false;

  private constructor(db: Db, adapter: DatabaseAdapter) {
    this.#db = db;
    this.#adapter = adapter;
  }

  /** Opens and migrates. Throws DatabaseRefused where a server can't be used, the driver's error where a file can't be opened. */
  static async open(adapter: DatabaseAdapter, nowMs: number): Promise<Store> {
    const db = new Kysely<Tables>({
      dialect: adapter.dialect,
      plugins: [integerColumns, new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    });
    try {
      await adapter.prepare();
      await migrate(db, adapter, nowMs);
      await adapter.inspect();
    } catch (error) {
      await db.destroy();
      throw error;
    }
    return new Store(db, adapter);
  }

  /** Reads, or writes one row: no transaction around it. Throws DedepayError 1001 where the store is down. */
  run<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return this.#again(() => work(this.#db));
  }

  /**
   * All or nothing. `work` may run more than once, so it has no effects besides the store's.
   * Throws DedepayError 1001 where the store is down.
   */
  inTransaction<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return this.#again(() => this.#db.transaction().execute(work));
  }

  /** The one place where anything is tried again: deadlocks, serialisation failures, a lock of another process, stale versions. */
  async #again<T>(work: () => Promise<T>): Promise<T> {
    for (let run = 1; ; run += 1) {
      try {
        this.#assertOpen();
        return await work();
      } catch (error) {
        const isHeldUp = this.#adapter.isRetryable(error);
        if (!(isHeldUp || error instanceof StaleVersion) || run >= maxRuns) throw this.#translate(error);
        // Who was stale can read what is new at once; who was held up must not meet the same one again.
        if (isHeldUp) await shortPause(run);
      }
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#db.destroy();
  }

  #assertOpen(): void {
    if (this.#closed) throw new StoreClosed("the store is closed");
  }

  #translate(error: unknown): unknown {
    const isOurs = error instanceof StaleVersion || error instanceof StoreClosed;
    if (!isOurs && !this.#adapter.isDatabaseError(error)) return error;
    return new DedepayError(1001, {
      detail: {
        zh: "支付网关的数据库暂时不可用，本次请求没有得到确认，可以原样重试，不会重复入账。",
        en: "The gateway's database is not available; this request was not confirmed. Send it again unchanged: it counts once.",
      },
      cause: error,
    });
  }
}
