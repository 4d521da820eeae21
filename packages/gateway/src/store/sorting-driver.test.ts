import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseConnection, Driver } from "kysely";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { DatabaseAdapter } from "./database-adapter.ts";
import { type FailureKind, isFailure } from "./database-failure.ts";
import { insertIfAbsent } from "./insert-if-absent.ts";
import { SortingDriver } from "./sorting-driver.ts";
import { createSqliteAdapter } from "./sqlite-adapter.ts";
import { Store } from "./store.ts";

let folder: string;
/** What the next commit, or the next rollback, says instead of being done. */
let refusals: { commit?: FailureKind; rollback?: FailureKind };

class Refusal extends Error {
  readonly kind: FailureKind;

  constructor(kind: FailureKind) {
    super(kind);
    this.kind = kind;
  }
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dedepay-sorting-"));
  refusals = {};
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function refusing(inner: Driver): Driver {
  const step = (name: "commit" | "rollback", real: (connection: DatabaseConnection) => Promise<void>) => {
    return async (connection: DatabaseConnection): Promise<void> => {
      const kind = refusals[name];
      delete refusals[name];
      if (kind === undefined) return real(connection);
      if (name === "rollback") await real(connection);
      throw new Refusal(kind);
    };
  };
  return {
    init: () => inner.init(),
    acquireConnection: () => inner.acquireConnection(),
    beginTransaction: (connection, settings) => inner.beginTransaction(connection, settings),
    commitTransaction: step("commit", (connection) => inner.commitTransaction(connection)),
    rollbackTransaction: step("rollback", (connection) => inner.rollbackTransaction(connection)),
    releaseConnection: (connection) => inner.releaseConnection(connection),
    destroy: () => inner.destroy(),
  };
}

function adapter(): DatabaseAdapter {
  const sqlite = createSqliteAdapter(join(folder, "store.db"));
  const kindOf = (error: unknown): FailureKind => (error instanceof Refusal ? error.kind : "mistake");
  return {
    ...sqlite,
    dialect: {
      createAdapter: () => sqlite.dialect.createAdapter(),
      createIntrospector: (db) => sqlite.dialect.createIntrospector(db),
      createQueryCompiler: () => sqlite.dialect.createQueryCompiler(),
      createDriver: () => new SortingDriver(refusing(sqlite.dialect.createDriver()), { kindOf, conflictsFail: false }),
    },
    isRetryable: (error) => isFailure(error, "retryable"),
    isDatabaseError: (error) => isFailure(error, "trouble"),
  };
}

const row = { id: "x", actor: "a", action: "b", subject: "c", detailJson: "{}", requestId: "r", createdAtMs: 0 };

it("runs a unit of work again whose commit the cluster refused", async () => {
  const store = await Store.open(adapter(), 0);
  refusals.commit = "retryable";
  let runs = 0;
  await store.inTransaction(async (db) => {
    runs += 1;
    await insertIfAbsent(db, "audit", row);
  });
  expect(runs).toBe(2);
  expect(await store.run((db) => db.selectFrom("audit").selectAll().execute())).toHaveLength(1);
  await store.close();
});

it("says what went wrong first where the rollback finds no connection any more", async () => {
  const store = await Store.open(adapter(), 0);
  refusals.rollback = "trouble";
  const failing = store.inTransaction(async () => {
    throw new RangeError("first");
  });
  await expect(failing).rejects.toThrow("first");
  refusals.commit = "trouble";
  await expect(store.inTransaction(async () => {})).rejects.toMatchObject({ unified: 1001 });
  await store.close();
});
