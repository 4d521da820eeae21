// The store: one connection pool, one way to run a unit of work, one place where it is retried and where the
// database's own complaints become 1001. Knows no aggregate and no use case.
import { DedepayError } from "@dedepay/errors";
import { type Dialect, Kysely } from "kysely";
import { shortPause } from "../platform/short-pause.ts";
import { assertMigrated } from "./assert-migrated.ts";
import { assertStaysHere } from "./assert-stays-here.ts";
import type { DatabaseAdapter } from "./database-adapter.ts";
import type { Db } from "./db.ts";
import { GatheringDriver, oneByOne } from "./gathering-driver.ts";
import { GroupCommit } from "./group-commit.ts";
import { LedgerRows } from "./ledger-rows.ts";
import { migrate } from "./migrate.ts";
import { refusedTrouble } from "./server-refusals.ts";
import { StoppingDriver } from "./stopping-driver.ts";
import type { Tables } from "./tables.ts";
import { shareAmongReaders } from "./together.ts";

export type { Db } from "./db.ts";

/** Told of what the callers of the store do not notice. */
export type StoreObserver = {
  /** A unit of work runs again: somebody else held a lock (deadlocks too), or changed what was read; or its group was undone. */
  retried?(why: "held_up" | "stale" | "group"): void;
  /** The database itself failed, or the retries did not help: 1001. */
  failed?(): void;
};

/** Each failed run was somebody else's success, so this many in a row mean something other than bad luck. */
const maxRuns = 12;

/** Of a shared transaction; one takes some milliseconds. */
const heldUpMs = 50;

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
  readonly #observer: StoreObserver;
  readonly #groups: GroupCommit;
  #closed = false;

  private constructor(db: Db, adapter: DatabaseAdapter, observer: StoreObserver) {
    this.#db = db;
    this.#adapter = adapter;
    this.#observer = observer;
    shareAmongReaders(db);
    this.#groups = new GroupCommit({
      inTransaction: (work) => this.inTransaction(work),
      isRetryable: (error) => adapter.isRetryable(error),
      groups: adapter.groups,
      heldUpMs,
      onSpoiled: () => observer.retried?.("group"),
    });
  }

  /**
   * Opens and migrates. `purpose` operation: also a ledger that is being moved or was moved away; inspection: as it is, never
   * migrated, so that a look does not upgrade what a running gateway serves.
   * Throws DatabaseRefused where the database or the ledger in it can't be used.
   */
  static async open(
    adapter: DatabaseAdapter,
    nowMs: number,
    o: { purpose?: "serve" | "operation" | "inspection"; observer?: StoreObserver } = {},
  ): Promise<Store> {
    const db = new Kysely<Tables>({
      dialect: dialectOf(adapter),
      plugins: [new LedgerRows()],
    });
    try {
      await adapter.prepare();
      if (o.purpose === "inspection") await assertMigrated(db, adapter);
      else await migrate(db, adapter, nowMs);
      await adapter.inspect();
      if (o.purpose !== "operation") await assertStaysHere(db);
    } catch (error) {
      await db.destroy();
      if (!adapter.isDatabaseError(error)) throw error;
      throw refusedTrouble(adapter.place, { code: adapter.codeOf(error), cause: error });
    }
    return new Store(db, adapter, o.observer ?? {});
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

  /**
   * The same, and the transaction may be shared with units of other keys that wait at the same moment. What this unit wrote
   * stands, and stands alone, when it is answered: nothing that happens to the others can undo it. `work` waits for nothing but
   * the database.
   */
  inSharedTransaction<T>(key: string, work: (db: Db) => Promise<T>): Promise<T> {
    return this.#groups.run(key, work);
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
        this.#observer.retried?.(isHeldUp ? "held_up" : "stale");
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
    this.#observer.failed?.();
    return new DedepayError(1001, {
      detail: {
        zh: "支付网关的数据库暂时不可用，本次请求没有得到确认，可以原样重试，不会重复入账。",
        en: "The gateway's database is not available; this request was not confirmed. Send it again unchanged: it counts once.",
      },
      cause: error,
    });
  }
}

function dialectOf({
  dialect,
  gathering = { begin: undefined, executeAll: oneByOne, withCommit: undefined },
}: DatabaseAdapter): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => new StoppingDriver(new GatheringDriver(dialect.createDriver(), gathering)),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}
