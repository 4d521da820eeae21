// Brings a database to the newest schema. Several processes may do so at once: every step is harmless when repeated.
import { type Kysely, sql } from "kysely";
import type { DatabaseAdapter } from "./database-adapter.ts";
import { migrations } from "./migrations.ts";
import type { Tables } from "./tables.ts";

/** Runs what is missing and answers how many steps it ran. */
export async function migrate(db: Kysely<Tables>, adapter: DatabaseAdapter, nowMs: number): Promise<number> {
  const { key, integer } = adapter.columnTypes;
  await sql
    .raw(
      `create table if not exists schema_steps (name ${key} not null primary key, applied_at_ms ${integer} not null)`,
    )
    .execute(db);
  const applied = new Set((await db.selectFrom("schemaSteps").select("name").execute()).map((row) => row.name));
  let ran = 0;
  for (const step of migrations) {
    if (applied.has(step.name)) continue;
    await sql.raw(step.ddl(adapter.columnTypes)).execute(db);
    await recordStep(db, adapter, { name: step.name, appliedAtMs: nowMs });
    ran += 1;
  }
  return ran;
}

async function recordStep(
  db: Kysely<Tables>,
  adapter: DatabaseAdapter,
  step: { name: string; appliedAtMs: number },
): Promise<void> {
  try {
    await db.insertInto("schemaSteps").values(step).execute();
  } catch (error) {
    // Another process took the same step at the same time.
    if (!adapter.isDuplicateKey(error)) throw error;
  }
}
