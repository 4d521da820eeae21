// The database of one seed, in memory where the machine has such a folder: a simulation commits thousands of times, and the
// disk is not what it is about.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kysely, sql } from "kysely";
import { type DatabaseChoice, openAdapter } from "../../store/open-adapter.ts";

export type RaceDatabase = {
  choice: DatabaseChoice;
  /** Past the gateways, on a connection of its own. */
  rows(text: string): Promise<Record<string, unknown>[]>;
  release(): void;
};

const memory = "/dev/shm";

export function openRaceDatabase(): RaceDatabase {
  const folder = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), "dedepay-race-"));
  const choice = { databaseFile: join(folder, "dedepay.db") };
  return {
    choice,
    async rows(text) {
      const db = new Kysely<object>({ dialect: openAdapter(choice).dialect });
      try {
        return (await sql.raw<Record<string, unknown>>(text).execute(db)).rows;
      } finally {
        await db.destroy();
      }
    },
    release: () => rmSync(folder, { recursive: true, force: true }),
  };
}
