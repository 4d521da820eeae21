// The connections to PostgreSQL. Integers of 64 bits arrive as bigint.
import { createRequire } from "node:module";
import type Pg from "pg";

export type PostgresSettings = {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  tls: boolean;
  connections: number;
};

/** Longer than any unit of work here; a lock that is held for longer belongs to somebody who went away. */
const lockTimeoutMs = 5000;
const connectTimeoutMs = 5000;
const int8Oid = 20;

/** The driver, which an embedded ledger never needs. */
export function postgresDriver(): typeof Pg {
  return createRequire(import.meta.url)("pg") as typeof Pg;
}

export function openPostgres(settings: PostgresSettings): Pg.Pool {
  const pg = postgresDriver();
  const { tls, connections, ...where } = settings;
  const pool = new pg.Pool({
    ...where,
    ...(tls && { ssl: true }),
    max: connections,
    connectionTimeoutMillis: connectTimeoutMs,
    lock_timeout: lockTimeoutMs,
    application_name: "dedepay",
    keepAlive: true,
    // Queries that are sent without waiting for each other go out together.
    pipeline: true,
    types: {
      getTypeParser: ((oid: number, format?: "text" | "binary") =>
        oid === int8Oid ? BigInt : pg.types.getTypeParser(oid, format ?? "text")) as typeof Pg.types.getTypeParser,
    },
  });
  // A connection that breaks while nobody uses it is simply replaced; without a listener it would end the process.
  pool.on("error", () => {});
  return pool;
}
