// The CMS's own database as the inspector asks for it. The session forbids writing, and every statement is a SELECT:
// nothing of the shop can be changed by looking at it.
import type { RowDataPacket } from "mysql2/promise";
import type { DatabaseSettings } from "../formats/site-settings.ts";
import type { DatabaseFacts, InstallationDatabase, ServerFacts } from "../inspect/installation-database.ts";
import { UnreachableDatabase } from "../inspect/unreachable-database.ts";
import { databaseTrouble, driverCode, openReadOnly } from "./read-only-session.ts";
import { readOrderFacts } from "./read-order-facts.ts";
import { readPaymentRows, readTables } from "./read-tables.ts";
import type { Select } from "./select.ts";

const statementTimeoutMs = 60_000;
const notThere = new Set(["ER_NO_SUCH_TABLE", "ER_BAD_FIELD_ERROR"]);

/** Throws UnreachableDatabase for what the owner can mend. */
export function cmsDatabase(settings: DatabaseSettings): InstallationDatabase {
  return {
    readFacts: async (sinceS) => {
      if (settings.type !== "mysql") throw new UnreachableDatabase("not_mysql", settings, settings.type);
      if (!/^\w*$/.test(settings.prefix)) throw new UnreachableDatabase("odd_prefix", settings, settings.prefix);
      const { connection, readOnlyEnforced } = await openReadOnly(settings);
      const select: Select = async (sql, values = []) => {
        const text = sql.replaceAll("#@__", settings.prefix);
        try {
          const question = { sql: text, values: [...values], timeout: statementTimeoutMs };
          const [rows] = await connection.query<RowDataPacket[]>(question);
          return rows;
        } catch (error) {
          if (notThere.has(driverCode(error))) return [];
          throw error;
        }
      };
      try {
        return await readAll(select, { readOnlyEnforced, prefix: settings.prefix, sinceS });
      } catch (error) {
        throw databaseTrouble(error, settings);
      } finally {
        connection.destroy();
      }
    },
  };
}

type Reading = { readonly readOnlyEnforced: boolean; readonly prefix: string; readonly sinceS: number };

async function readAll(select: Select, { readOnlyEnforced, prefix, sinceS }: Reading): Promise<DatabaseFacts> {
  const server = await readServer(select, readOnlyEnforced);
  const paymentRows = await readPaymentRows(select);
  const alipayId = paymentRows.find(({ code }) => code === "alipay")?.id;
  const tables = await readTables(select, prefix);
  return { server, paymentRows, tables, orders: await readOrderFacts(select, { sinceS, alipayId }) };
}

async function readServer(select: Select, readOnlyEnforced: boolean): Promise<ServerFacts> {
  const [row] = await select("SELECT VERSION() AS version, @@global.character_set_server AS charset");
  return { version: String(row?.["version"] ?? ""), characterSet: String(row?.["charset"] ?? ""), readOnlyEnforced };
}
