// A database of its own for each test, on whichever kind the running suite is told to use: a fresh SQLite file, or an
// empty database on a server. A server's database is emptied and used again by the next test of the same file, because
// making all tables takes longer than most tests.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kysely, sql } from "kysely";
import { afterAll } from "vitest";
import { type DatabaseChoice, openAdapter } from "../store/open-adapter.ts";
import { tableNames } from "../store/tables.ts";

export type TestServer = { name: string; variable: string; url: string | undefined };

export const testServers: { mariadb: TestServer; postgres: TestServer } = {
  mariadb: {
    name: "MariaDB",
    variable: "DEDEPAY_TEST_MARIADB_URL",
    url: process.env["DEDEPAY_TEST_MARIADB_URL"],
  },
  postgres: {
    name: "PostgreSQL",
    variable: "DEDEPAY_TEST_POSTGRES_URL",
    url: process.env["DEDEPAY_TEST_POSTGRES_URL"],
  },
};

export type TestDatabase = {
  choice: DatabaseChoice;
  /** A test that moves the clock by days looks into the database at each poll; a server takes its time for each look. */
  pollMs: number;
  /** On a connection of its own, past the gateway. Names as in the database. */
  rows(text: string): Promise<Record<string, unknown>[]>;
  release(): Promise<void>;
};

let current: TestServer | undefined;

/** The tests that follow take their databases from this server; undefined: from files. */
export function useServer(server: TestServer | undefined): void {
  current = server;
}

export function openTestDatabase(): Promise<TestDatabase> {
  return current?.url === undefined ? openFile() : openUsed(current.url);
}

/** Without a single table; for tests which make the tables themselves, or none. */
export function openBareDatabase(): Promise<TestDatabase> {
  return current?.url === undefined ? openFile() : openNew(current.url);
}

async function openFile(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "dedepay-db-"));
  const choice = { databaseFile: join(folder, "dedepay.db") };
  return {
    choice,
    pollMs: 15_000,
    rows: (text) => rowsOf(choice, text),
    release: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

const free: TestDatabase[] = [];
const made: { server: string; name: string }[] = [];

async function openUsed(server: string): Promise<TestDatabase> {
  const used = free.pop() ?? (await openNew(server));
  return {
    ...used,
    async release() {
      await empty(used.choice);
      free.push(used);
    },
  };
}

async function openNew(server: string): Promise<TestDatabase> {
  const url = new URL(server);
  url.pathname = `/${await makeDatabase(server)}`;
  const choice = { databaseUrl: url.href };
  return { choice, pollMs: 1800_000, rows: (text) => rowsOf(choice, text), release: async () => {} };
}

async function makeDatabase(server: string): Promise<string> {
  const name = `dedepay_test_${process.pid}_${made.length}`;
  await rowsOf({ databaseUrl: server }, `drop database if exists ${name}`);
  await rowsOf({ databaseUrl: server }, `create database ${name}`);
  made.push({ server, name });
  return name;
}

afterAll(async () => {
  for (const { server, name } of made.splice(0)) await rowsOf({ databaseUrl: server }, `drop database ${name}`);
});

async function empty(choice: DatabaseChoice): Promise<void> {
  const db = new Kysely<Record<string, Record<string, unknown>>>({ dialect: openAdapter(choice).dialect });
  await db.transaction().execute(async (work) => {
    for (const table of tableNames.filter((name) => name !== "schema_steps")) await work.deleteFrom(table).execute();
  });
  await db.destroy();
}

async function rowsOf(choice: DatabaseChoice, text: string): Promise<Record<string, unknown>[]> {
  const db = new Kysely<object>({ dialect: openAdapter(choice).dialect });
  try {
    return (await sql.raw<Record<string, unknown>>(text).execute(db)).rows;
  } finally {
    await db.destroy();
  }
}
