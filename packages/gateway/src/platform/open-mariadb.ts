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

// Parameters are written into the text as the SQL standard has it, with quotes doubled: right while backslashes are plain characters.
const sessionSettings = [
  "sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,NO_BACKSLASH_ESCAPES'",
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
  const load = createRequire(import.meta.url);
  const { createPool } = load("mysql2") as typeof import("mysql2");
  const { escape: literal } = load("sql-escaper") as typeof import("sql-escaper");
  const pool = createPool({
    ...where,
    ...(tls && { ssl: {} }),
    charset: "utf8mb4_bin",
    timezone: "Z",
    connectionLimit: connections,
    connectTimeout: connectTimeoutMs,
    enableKeepAlive: true,
    // Writes of one transaction are sent together. No statement holds a value of somebody else: parameters are escaped.
    multipleStatements: true,
    queryFormat: (text: string, values: unknown) => withValues(text, values, literal),
    typeCast: (field: TypeCastField, next: () => unknown) => (field.type === "LONGLONG" ? bigintOf(field) : next()),
  });
  const statements = [...sessionSettings];
  pool.on("connection", (connection) => prepareConnection(connection, statements));
  return { pool, prepareWith: (statement) => void statements.push(statement) };
}

type Literal = typeof import("sql-escaper").escape;

/** Texts of the store's builder hold no question marks but those which stand for values. */
function withValues(text: string, values: unknown, literal: Literal): string {
  if (!Array.isArray(values) || values.length === 0) return text;
  const parts = text.split("?");
  if (parts.length !== values.length + 1) throw new TypeError(`${values.length} values for ${parts.length - 1} places`);
  return parts.reduce((whole, part, index) => whole + literalOf(values[index - 1], literal) + part);
}

const mode = { noBackslashEscapes: true };

/** Bytes that are plain characters need half of what their hexadecimal digits do. */
function literalOf(value: unknown, literal: Literal): string {
  const text = Buffer.isBuffer(value) ? value.toString("latin1") : undefined;
  const isPlain = text !== undefined && /^[ -~]*$/.test(text);
  return literal((isPlain ? text : value) as Parameters<Literal>[0], true, "Z", mode);
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
