// Every schema that was released, as its steps were: with placeholders for what databases call differently.
import { readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openBareDatabase, type TestDatabase } from "../testing/test-database.ts";
import type { SchemaDialect } from "./database-adapter.ts";
import { migrations } from "./migrations.ts";
import { openAdapter } from "./open-adapter.ts";
import { Store } from "./store.ts";

const folder = new URL("./testdata/released/", import.meta.url);
const releases = readdirSync(folder).map((name) => ({
  name,
  steps: JSON.parse(readFileSync(new URL(name, folder), "utf8")) as { name: string; ddl: string }[],
}));

const placeholders: SchemaDialect = {
  columnTypes: { key: "<key>", text: "<text>", integer: "<integer>", blob: "<blob>" },
  tableSuffix: "<suffix>",
  createIndex: (name, on) => `create index ${name} on ${on}`,
};

type OldTable = { name: string; columns: { name: string; type: string }[] };

/** undefined where the step makes no table. */
function readTable(ddl: string): OldTable | undefined {
  const [, name, inside] = /^create table if not exists (\w+) \((.*)\)<suffix>$/.exec(ddl) ?? [];
  if (name === undefined || inside === undefined) return undefined;
  const columns = [...inside.matchAll(/(?:^|, )(\w+) <(\w+)> /g)].map(([, column = "", type = ""]) => ({
    name: column,
    type,
  }));
  return { name, columns };
}

/** A row with something in every column. */
function oldRow({ name, columns }: OldTable, blobType: string): string {
  const bytes = blobType === "bytea" ? "'\\x00ff80'" : "x'00ff80'";
  const value: Readonly<Record<string, (column: string) => string>> = {
    key: (column) => `'old ${column} ä茶'`,
    text: (column) => (column.endsWith("_json") ? `'{"old":"${column} 😀"}'` : `'old ${column} 😀'`),
    integer: (column) => (column.endsWith("_fen") ? "9007199254740993" : "1767225600000"),
    blob: () => bytes,
  };
  const values = columns.map((column) => value[column.type]?.(column.name) ?? "null");
  return `insert into ${name} (${columns.map((column) => column.name).join(", ")}) values (${values.join(", ")})`;
}

let database: TestDatabase;

beforeEach(async () => {
  database = await openBareDatabase();
});
afterEach(async () => {
  await database.release();
});

it.each(releases)("release $name: its steps stand unchanged at the beginning of the list", ({ steps }) => {
  const present = migrations.slice(0, steps.length).map((step) => ({ name: step.name, ddl: step.ddl(placeholders) }));
  expect(present).toEqual(steps);
});

it.each(releases)(
  "release $name: a database with rows of that time is brought to the newest schema",
  async ({ steps }) => {
    const adapter = openAdapter(database.choice);
    const { columnTypes, tableSuffix } = adapter.schema;
    const words = { ...columnTypes, suffix: tableSuffix } as Record<string, string>;
    const run = (text: string): Promise<unknown> =>
      database.rows(text.replaceAll(/<(\w+)>/g, (_, word: string) => words[word] ?? ""));
    await run("create table schema_steps (name <key> not null primary key, applied_at_ms <integer> not null)<suffix>");
    for (const step of steps) {
      await run(step.ddl);
      await run(`insert into schema_steps values ('${step.name}', 7)`);
    }
    const tables = steps.flatMap(({ ddl }) => readTable(ddl) ?? []);
    for (const table of tables) await run(oldRow(table, adapter.schema.columnTypes.blob));
    const before = new Map<string, unknown>();
    for (const { name } of tables) before.set(name, await database.rows(`select * from ${name}`));
    expect(tables.length).toBeGreaterThan(10);
    const store = await Store.open(adapter, 9);
    for (const { name } of tables) {
      const [row] = await database.rows(`select * from ${name}`);
      const [old] = before.get(name) as Record<string, unknown>[];
      expect([name, row]).toMatchObject([name, old]);
    }
    const known = await store.run((db) =>
      db.selectFrom("schemaSteps").selectAll().where("appliedAtMs", "=", 7).execute(),
    );
    expect(known).toHaveLength(steps.length);
    await store.close();
  },
);
