// The tables of the CMS which payments touch, columns from the published facts, in a database of the test's own on the
// MariaDB of the run. Charset and engine are the caller's: installations have all four combinations.
import { createConnection } from "mysql2/promise";

export const shopServerUrl: string | undefined = process.env["DEDEPAY_TEST_MARIADB_URL"];

export type ShopTables = { readonly engine: "MyISAM" | "InnoDB"; readonly charset: "utf8" | "gbk" };

export type ShopDatabase = ShopTables & {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly name: string;
  /** Any number of statements; the rows of the last one, every value as text. */
  readonly rows: (statements: string) => Promise<Record<string, string>[]>;
  /** Rows as lines, columns separated by a space. */
  readonly text: (statement: string) => Promise<string>;
  readonly clear: () => Promise<void>;
  readonly close: () => Promise<void>;
};

let made = 0;

/** Statements which make the database and leave it in use. */
export function createShop(name: string, { engine, charset }: ShopTables): string {
  const creates = Object.entries(tables).map(
    ([table, columns]) => `CREATE TABLE ${table} (${columns}) ENGINE=${engine};`,
  );
  return `DROP DATABASE IF EXISTS ${name}; CREATE DATABASE ${name} CHARACTER SET ${charset}; USE ${name}; SET sql_mode='';
    ${creates.join("\n")}`;
}

export async function openShopDatabase({ engine, charset }: ShopTables): Promise<ShopDatabase> {
  const url = new URL(shopServerUrl ?? "");
  made += 1;
  const name = `dedepay_shop_${process.pid}_${made}`;
  const access = { host: url.hostname, port: Number(url.port), user: url.username, password: url.password };
  const connection = await createConnection({ ...access, multipleStatements: true, charset: "utf8mb4" });
  await connection.query(createShop(name, { engine, charset }));
  const rows = async (statements: string): Promise<Record<string, string>[]> => {
    const [result] = await connection.query({
      sql: statements,
      typeCast: (field) => field.string("utf8") ?? "",
    });
    // One statement: its rows or its header; several: a list of those.
    const results: readonly unknown[] = Array.isArray(result) ? result : [result];
    const last = results.at(-1);
    const found = Array.isArray(last) ? last : results;
    return (found as object[])
      .filter((row) => !Array.isArray(row) && !("affectedRows" in row))
      .map((row) => ({ ...row }) as Record<string, string>);
  };
  return {
    ...access,
    name,
    engine,
    charset,
    rows,
    text: async (statement) => (await rows(statement)).map((row) => Object.values(row).join(" ")).join("\n"),
    clear: async () => {
      await rows(
        Object.keys(tables)
          .map((table) => `DELETE FROM ${table};`)
          .join(" "),
      );
    },
    close: async () => {
      await connection.query(`DROP DATABASE ${name}`);
      await connection.end();
    },
  };
}

const tables: Readonly<Record<string, string>> = {
  dede_payment:
    "id int primary key, code varchar(20), name varchar(120) default '', fee varchar(10) default '0', config text, enabled int default 1",
  dede_shops_orders:
    "oid varchar(80) default '', userid int default 0, pid int default 0, paytype int default 3, cartcount int default 1, dprice float(13,2) default 0, price float(13,2) default 0, priceCount float(13,2) default 0, state smallint default 0, ip char(15) default '', stime int default 0, KEY oid (oid)",
  dede_shops_products:
    "aid int default 0, oid varchar(80) default '', userid int default 0, title varchar(80) default '', price float(13,2) default 0, buynum int default 1",
  dede_shops_userinfo:
    "userid int default 0, oid varchar(80) default '', consignee char(15) default '', address varchar(255) default '', zip int default 0, tel varchar(30) default '', email varchar(255) default '', des varchar(255) default ''",
  dede_shops_delivery:
    "pid int primary key, dname char(80), price float(13,2) default 0, des char(255) default '', orders int default 0",
  dede_member_operation:
    "aid int auto_increment primary key, buyid varchar(80) default '', pname varchar(50) default '', product varchar(10) default '', money int default 0, mtime int default 0, pid int default 0, mid int default 0, sta int default 0, oldinfo varchar(200) default '', KEY buyid (buyid)",
  dede_moneycard_type: "tid int primary key, num int default 0, money int default 0, pname varchar(50) default ''",
  dede_moneycard_record:
    "aid int auto_increment primary key, ctid int default 0, cardid varchar(50) default '', uid int default 0, isexp smallint default 0, mtime int default 0, utime int default 0, money int default 0, num int default 0, KEY ctid (ctid)",
  dede_member:
    "mid int primary key, userid char(20) default '', `rank` smallint default 10, uptime int default 0, exptime smallint default 0, money mediumint unsigned default 0, scores int default 0, spacesta smallint default 0",
  dede_member_type:
    "aid int primary key, `rank` smallint default 0, pname varchar(50) default '', money int default 0, exptime int default 0",
  dede_arcrank:
    "`rank` smallint primary key, membername char(20) default '', money int default 0, scores int default 0",
};
