// The connections to MariaDB or MySQL. Integers of 64 bits arrive as bigint; each connection is told the few settings on
// which the store relies, because a server's own defaults differ from shop to shop.
import { createRequire } from "node:module";
import type { Pool, PoolConnection, TypeCastField } from "mysql2";

export type MariadbSettings = {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  tls: boolean;
  connections: number;
};

/** Longer than any unit of work here; a lock that is held for longer belongs to somebody who went away. */
const lockWaitSeconds = 5;
const connectTimeoutMs = 5000;

// Parameters are written into the text by the driver, which is only right while backslash escapes are on.
const sessionSettings = [
  "sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'",
  `innodb_lock_wait_timeout = ${lockWaitSeconds}`,
  "session transaction isolation level repeatable read",
].map((setting) => `set ${setting}`);

export type MariadbPool = {
  pool: Pool;
  /** A statement for each connection that is opened from now on. */
  prepareWith(statement: string): void;
};

export function openMariadb(settings: MariadbSettings): MariadbPool {
  const { tls, connections, ...where } = settings;
  // An embedded ledger never needs the driver.
  const { createPool } = createRequire(import.meta.url)("mysql2") as typeof import("mysql2");
  const pool = createPool({
    ...where,
    ...(tls && { ssl: {} }),
    charset: "utf8mb4_bin",
    timezone: "Z",
    connectionLimit: connections,
    connectTimeout: connectTimeoutMs,
    enableKeepAlive: true,
    // Writes of one transaction are sent together. No statement holds a value of somebody else: parameters are escaped by the driver.
    multipleStatements: true,
    typeCast: (field: TypeCastField, next: () => unknown) => (field.type === "LONGLONG" ? bigintOf(field) : next()),
  });
  const statements = [...sessionSettings];
  pool.on("connection", (connection) => prepareConnection(connection, statements));
  return { pool, prepareWith: (statement) => void statements.push(statement) };
}

function bigintOf(field: TypeCastField): bigint | null {
  const text = field.string();
  return text === null ? null : BigInt(text);
}

function prepareConnection(connection: PoolConnection, statements: readonly string[]): void {
  for (const statement of statements) {
    connection.query(statement, (error: unknown) => {
      // Statements are queued: whatever was to come after a setting that was not taken fails with the connection.
      if (error !== null && error !== undefined) connection.destroy();
    });
  }
}
