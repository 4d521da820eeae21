// MariaDB, which may forget the last second while it is filled, and is as installed again before anything is measured.
import { createPool, type RowDataPacket } from "mysql2/promise";
import { openLoadedFiles, writtenInFile } from "./loaded-file.ts";
import type { Loader } from "./loader.ts";
import type { Row } from "./names.ts";

/** With more of them a row takes longer, they wait for each other. */
const connections = 2;
const gigabyte = 2 ** 30;

/** Of the server, changed while it runs. As installed it takes minutes over the last pages, because it spares the disk. */
const hurried: Readonly<Record<string, number>> = {
  innodb_flush_log_at_trx_commit: 0,
  innodb_buffer_pool_size: 4 * gigabyte,
  innodb_log_file_size: 4 * gigabyte,
  innodb_io_capacity_max: 20_000,
  innodb_io_capacity: 10_000,
};
const settingNames = Object.keys(hurried);

export async function openMariadbLoader(url: string): Promise<Loader> {
  const pool = createPool({ uri: url, charset: "utf8mb4", connectionLimit: connections });
  pool.on("connection", (connection) => {
    connection.query("set unique_checks = 0, foreign_key_checks = 0");
  });
  const run = async (sql: string): Promise<Row[]> => (await pool.query<(Row & RowDataPacket)[]>(sql))[0];
  const settings = async (): Promise<Row> => {
    const [row] = await run(`select ${settingNames.map((name) => `@@global.${name} as ${name}`).join(", ")}`);
    return row ?? {};
  };
  const installed = await settings();
  const set = async (values: Row): Promise<void> => {
    for (const name of settingNames) await run(`set global ${name} = ${String(values[name])}`);
  };
  const files = openLoadedFiles();
  return {
    run,
    written: writtenInFile,
    hurry: () => set(hurried),
    load: ({ table, columns }, rows) =>
      files.with(rows, (file) =>
        run(`load data infile '${file}' into table ${table} character set utf8mb4 (${columns.join(", ")})`),
      ),
    async settle(tables) {
      await run(`analyze table ${tables.join(", ")}`);
      await flush(tables);
      await set(installed);
    },
    settings: async () =>
      Object.entries(await settings())
        .map(([name, value]) => `${name} ${String(value)}`)
        .join(", "),
    async close() {
      files.remove();
      await pool.end();
    },
  };

  /** Writes what it holds of these tables. */
  async function flush(tables: readonly string[]): Promise<void> {
    const connection = await pool.getConnection();
    await connection.query(`flush tables ${tables.join(", ")} for export`);
    await connection.query("unlock tables");
    connection.release();
  }
}
