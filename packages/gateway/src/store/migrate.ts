// Brings a database to the newest schema. Several processes may do so at once: every step is harmless when repeated.
// Where DDL is part of a transaction a step and its record stand or fall together; elsewhere a step whose thing is there
// already counts as done.
import { type Kysely, sql } from "kysely";
import { shortPause } from "../platform/short-pause.ts";
import type { DatabaseAdapter } from "./database-adapter.ts";
import { insertIfAbsent } from "./insert-if-absent.ts";
import type { MigrationStep } from "./migrations/migration-step.ts";
import { migrations } from "./migrations.ts";
import type { Tables } from "./tables.ts";

type Migrating = { db: Kysely<Tables>; adapter: DatabaseAdapter; nowMs: number };

/** Twenty processes that start together may each be held up by each of the others. */
const maxRuns = 40;

/** Runs what is missing and answers how many steps it ran. */
export async function migrate(db: Kysely<Tables>, adapter: DatabaseAdapter, nowMs: number): Promise<number> {
  const migrating = { db, adapter, nowMs };
  const { columnTypes, tableSuffix } = adapter.schema;
  const columns = `name ${columnTypes.key} not null primary key, applied_at_ms ${columnTypes.integer} not null`;
  const table = `create table if not exists schema_steps (${columns})${tableSuffix}`;
  await again(migrating, () => db.transaction().execute((work) => sql.raw(table).execute(work)));
  const applied = new Set((await db.selectFrom("schemaSteps").select("name").execute()).map((row) => row.name));
  let ran = 0;
  for (const step of migrations) {
    if (applied.has(step.name)) continue;
    await again(migrating, () => runStep(migrating, step));
    ran += 1;
  }
  return ran;
}

async function runStep({ db, adapter, nowMs }: Migrating, step: MigrationStep): Promise<void> {
  const record = { name: step.name, appliedAtMs: nowMs };
  try {
    await db.transaction().execute(async (work) => {
      const known = await work.selectFrom("schemaSteps").select("name").where("name", "=", step.name).execute();
      if (known.length > 0) return;
      await sql.raw(step.ddl(adapter.schema)).execute(work);
      await insertIfAbsent(work, "schemaSteps", record);
    });
  } catch (error) {
    if (!adapter.isThereAlready(error)) throw error;
    await insertIfAbsent(db, "schemaSteps", record);
  }
}

/** Runs again what another process held up. */
async function again({ adapter }: Migrating, work: () => Promise<unknown>): Promise<void> {
  for (let run = 1; ; run += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (adapter.isThereAlready(error)) return;
      if (!adapter.isRetryable(error) || run >= maxRuns) throw error;
      await shortPause(run);
    }
  }
}
