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
    await run("insert into audit values ('aud_old', 'a', 'b', 'c', '{}', 'r', 1767225600000)");
    const store = await Store.open(adapter, 9);
    expect(await store.run((db) => db.selectFrom("audit").select(["id", "createdAtMs"]).execute())).toEqual([
      { id: "aud_old", createdAtMs: 1_767_225_600_000 },
    ]);
    const known = await store.run((db) =>
      db.selectFrom("schemaSteps").selectAll().where("appliedAtMs", "=", 7).execute(),
    );
    expect(known).toHaveLength(steps.length);
    await store.close();
  },
);
