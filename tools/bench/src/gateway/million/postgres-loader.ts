// PostgreSQL, which writes its pages seldom while it is filled, and is as installed again before anything is measured.
import pg from "pg";
import { openLoadedFiles, writtenInFile } from "./loaded-file.ts";
import type { Loader } from "./loader.ts";
import type { Row } from "./names.ts";

/** For the two cores of a small machine, one of which also makes the copies. */
const connections = 4;

const hurried: Readonly<Record<string, string>> = { synchronous_commit: "off", max_wal_size: "8GB" };
const measured = ["shared_buffers", "fsync", ...Object.keys(hurried)];

export async function openPostgresLoader(url: string): Promise<Loader> {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  const run = async (sql: string): Promise<Row[]> => (await pool.query<Row>(sql)).rows;
  const files = openLoadedFiles();
  return {
    run,
    written: writtenInFile,
    async hurry() {
      for (const [name, value] of Object.entries(hurried)) await run(`alter system set ${name} = '${value}'`);
      await run("select pg_reload_conf()");
    },
    load: ({ table, columns }, rows) =>
      files.with(rows, (file) => run(`copy ${table} (${columns.join(", ")}) from '${file}'`)),
    async settle(tables) {
      await run(`vacuum analyze ${tables.join(", ")}`);
      for (const name of Object.keys(hurried)) await run(`alter system reset ${name}`);
      await run("select pg_reload_conf()");
      await run("checkpoint");
    },
    async settings() {
      const columns = measured.map((name) => `current_setting('${name}') as ${name}`);
      const [row] = await run(`select ${columns.join(", ")}`);
      return Object.entries(row ?? {})
        .map(([name, value]) => `${name} ${String(value)}`)
        .join(", ");
    },
    async close() {
      files.remove();
      await pool.end();
    },
  };
}
