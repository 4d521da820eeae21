// A connection to a shop's MySQL or MariaDB for the gateway's own statements, one for each piece of work, as PHP does it.
import { setTimeout as pause } from "node:timers/promises";
import {
  type Connection,
  createConnection,
  type QueryOptions,
  type ResultSetHeader,
  type RowDataPacket,
} from "mysql2/promise";
import { ShopDatabaseFailure, type ShopRow, type ShopSession, type ShopValue } from "../database/shop-session.ts";
import type { ShopSettings } from "../database/shop-settings.ts";
import { driverCode } from "./read-only-session.ts";

const connectTimeoutMs = 8000;
/** MyISAM locks whole tables: a statement may have to wait for a back-up that reads them. */
const statementTimeoutMs = 20_000;
const mostTries = 5;
/** Undone as a whole by the server. */
const undone = new Set(["ER_LOCK_DEADLOCK", "ER_LOCK_WAIT_TIMEOUT"]);
/** A statement that somebody killed, or a server that was going down: what it had done on MyISAM stays. */
const killed = new Set(["ER_QUERY_INTERRUPTED", "ER_SERVER_SHUTDOWN", "ER_CONNECTION_KILLED", "ER_STATEMENT_TIMEOUT"]);
const slow = new Set(["PROTOCOL_SEQUENCE_TIMEOUT", "ETIMEDOUT"]);
const noSuchCharset = "ER_UNKNOWN_CHARACTER_SET";

export type OpenShop = (settings: ShopSettings) => Promise<ShopSession>;

/** Throws ShopDatabaseFailure. */
export const openShop: OpenShop = async (settings) => {
  const { host, port, user, password, database } = settings;
  let connection: Connection | undefined;
  try {
    connection = await createConnection({
      ...(host.startsWith("/") ? { socketPath: host } : { host, port }),
      ...{ user, password, database },
      charset: "utf8mb4_general_ci",
      connectTimeout: connectTimeoutMs,
      // How many rows were changed, not how many were found.
      flags: ["-FOUND_ROWS"],
    });
    // What breaks while nobody waits for an answer is found by the next statement.
    connection.on("error", () => undefined);
    const session = sessionOn(connection, settings.prefix);
    await session.change("SET sql_mode=''");
    await speak(session);
    return session;
  } catch (error) {
    connection?.destroy();
    throw connectFailure(error);
  }
};

/** The server converts: the same statements serve tables in UTF-8 and in GBK. The oldest servers know no utf8mb4. */
async function speak(session: ShopSession): Promise<void> {
  try {
    await session.change("SET NAMES utf8mb4");
  } catch (error) {
    if (!(error instanceof ShopDatabaseFailure) || error.code !== noSuchCharset) throw error;
    await session.change("SET NAMES utf8");
  }
}

function sessionOn(connection: Connection, prefix: string): ShopSession {
  const send = async <T extends RowDataPacket[] | ResultSetHeader>(
    sql: string,
    values: readonly ShopValue[],
  ): Promise<T> => {
    const question: QueryOptions = {
      sql: sql.replaceAll("#@__", prefix),
      values: values.map((value) => (typeof value === "bigint" ? String(value) : value)),
      timeout: statementTimeoutMs,
      typeCast: (field) => field.string(),
    };
    for (let attempt = 1; ; attempt += 1) {
      try {
        const [result] = await connection.query<T>(question);
        return result;
      } catch (error) {
        if (!undone.has(driverCode(error)) || attempt === mostTries) throw statementFailure(error);
        await pause(attempt * (1 + Math.random() * 20));
      }
    }
  };
  const rows = async (sql: string, values: readonly ShopValue[] = []): Promise<ShopRow[]> =>
    (await send<RowDataPacket[]>(sql, values)).map((row) => ({ ...row }) as ShopRow);
  return {
    rows,
    row: async (sql, values) => (await rows(sql, values))[0],
    change: async (sql, values = []) => (await send<ResultSetHeader>(sql, values)).affectedRows,
    close: () => connection.destroy(),
  };
}

function connectFailure(error: unknown): unknown {
  const code = driverCode(error);
  if (error instanceof ShopDatabaseFailure || code === "") return error;
  const isDenied = /ACCESS_DENIED|AUTH|BAD_DB/.test(code);
  return new ShopDatabaseFailure(isDenied ? "denied" : "unreachable", code, error);
}

/** Errors of the server and of the way to it carry a code; anything else is a bug and stays. */
function statementFailure(error: unknown): unknown {
  const code = driverCode(error);
  if (code === "") return error;
  // The server goes on with a statement whose answer took too long: the row tells next time.
  if (slow.has(code)) return new ShopDatabaseFailure("unreachable", code, error);
  const isRefused = code.startsWith("ER_") && !killed.has(code);
  return new ShopDatabaseFailure(isRefused ? "refused" : "broken", code, error);
}
