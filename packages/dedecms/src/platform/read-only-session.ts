// A connection to the CMS's MySQL or MariaDB on which nothing can be changed, made with the site's credentials.
import { existsSync } from "node:fs";
import { type Connection, createConnection } from "mysql2/promise";
import type { DatabaseSettings } from "../formats/site-settings.ts";
import { UnreachableDatabase } from "../inspect/unreachable-database.ts";

const connectTimeoutMs = 8000;
/** Where PHP looks for a server which is called localhost. */
const usualSockets = ["/run/mysqld/mysqld.sock", "/var/lib/mysql/mysql.sock", "/tmp/mysql.sock"];
const readOnlyUnknown = new Set(["ER_PARSE_ERROR", "ER_SYNTAX_ERROR"]);

/** Throws UnreachableDatabase for what the owner can mend; its text never holds the password. */
export async function openReadOnly(
  settings: DatabaseSettings,
): Promise<{ readonly connection: Connection; readonly readOnlyEnforced: boolean }> {
  const { host, port, socketPath } = addressOf(settings.host);
  let connection: Connection | undefined;
  try {
    connection = await createConnection({
      ...(socketPath === undefined ? { host, port } : { socketPath }),
      user: settings.user,
      password: settings.password,
      database: settings.name,
      // The oldest servers know no utf8mb4; settings and order numbers hold nothing beyond it.
      charset: "utf8_general_ci",
      connectTimeout: connectTimeoutMs,
      supportBigNumbers: true,
    });
    return { connection, readOnlyEnforced: await forbidWriting(connection) };
  } catch (error) {
    connection?.destroy();
    throw databaseTrouble(error, settings);
  }
}

/** `host`, `host:port` or `host:/path/of/socket`, as PHP reads it. */
export function addressOf(text: string): { host: string; port: number; socketPath?: string } {
  const [, host = "", rest = ""] = /^([^:]*):?(.*)$/.exec(text) ?? [];
  if (rest.startsWith("/")) return { host, port: 0, socketPath: rest };
  const port = /^\d+$/.test(rest) ? Number(rest) : 3306;
  const socketPath = host === "localhost" && rest === "" ? usualSockets.find((path) => existsSync(path)) : undefined;
  return { host: host === "localhost" ? "127.0.0.1" : host, port, ...(socketPath !== undefined && { socketPath }) };
}

/** MySQL before 5.6 and MariaDB before 10.0 know no read-only session. */
async function forbidWriting(connection: Connection): Promise<boolean> {
  try {
    await connection.query("SET SESSION TRANSACTION READ ONLY");
    return true;
  } catch (error) {
    if (readOnlyUnknown.has(driverCode(error))) return false;
    throw error;
  }
}

/** The driver's code of an error; empty where it has none. */
export function driverCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** Errors of the server and of the way to it carry a code; anything else is a bug and stays. */
export function databaseTrouble(error: unknown, settings: DatabaseSettings): unknown {
  const code = driverCode(error);
  if (error instanceof UnreachableDatabase || code === "") return error;
  if (/ACCESS_DENIED|AUTH/.test(code)) return new UnreachableDatabase("denied", settings, code);
  if (code === "ER_BAD_DB_ERROR") return new UnreachableDatabase("no_database", settings, code);
  return new UnreachableDatabase(code.startsWith("ER_") ? "failed" : "no_answer", settings, code);
}
