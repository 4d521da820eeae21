// The CMS's tables which payments touch, columns from the published facts, in a database of the test's own on the MariaDB
// which DEDEPAY_TEST_MARIADB_URL names. None of the CMS's SQL is here.
import { createConnection } from "mysql2/promise";

export type CmsDatabase = {
  /** As the CMS's settings name it: host:port. */
  readonly host: string;
  readonly user: string;
  readonly name: string;
  readonly url: string;
  readonly sql: (statements: string) => Promise<unknown[]>;
  readonly drop: () => Promise<void>;
};

export type CmsDatabaseKind = { readonly engine: "MyISAM" | "InnoDB"; readonly charset: "utf8" | "gbk" };

let made = 0;

export async function createCmsDatabase(serverUrl: string, { engine, charset }: CmsDatabaseKind): Promise<CmsDatabase> {
  const server = new URL(serverUrl);
  made += 1;
  const name = `cms_${process.pid}_${made}`;
  const where = { host: server.hostname, port: Number(server.port), user: server.username };
  const connection = await createConnection({ ...where, multipleStatements: true, charset: "utf8_general_ci" });
  await connection.query(`CREATE DATABASE ${name} CHARACTER SET ${charset}; USE ${name}; SET sql_mode=''`);
  for (const table of tables) await connection.query(`CREATE TABLE ${table} ENGINE=${engine}`);
  return {
    host: `${where.host}:${where.port}`,
    user: where.user,
    name,
    url: `mysql://${where.user}@${where.host}:${where.port}/${name}`,
    sql: async (statements) => {
      const [rows] = await connection.query(statements);
      return Array.isArray(rows) ? rows : [];
    },
    drop: async () => {
      await connection.query(`DROP DATABASE ${name}`);
      await connection.end();
    },
  };
}

const tables = [
  "dede_payment (id int primary key, code varchar(20) unique, name varchar(120), fee varchar(10), `rank` int, config text, enabled int, cod int, online int)",
  "dede_shops_orders (oid varchar(80), userid int, pid int, paytype int, cartcount int, dprice float(13,2), price float(13,2), priceCount float(13,2), state int default 0, ip varchar(15), stime int, KEY (oid))",
  "dede_shops_products (aid int, oid varchar(80), userid int, title varchar(80), price float(13,2), buynum int)",
  "dede_member_operation (aid int auto_increment primary key, buyid varchar(80), pname varchar(50), product varchar(10), money int, mtime int, pid int, mid int, sta int default 0, oldinfo varchar(200) default '')",
  "dede_moneycard_type (tid int, num int, money int, pname varchar(50))",
  "dede_moneycard_record (aid int auto_increment primary key, ctid int, cardid varchar(50), uid int default 0, isexp int default 0, mtime int, utime int, money int, num int)",
  "dede_member (mid int, userid varchar(30), `rank` smallint default 0, uptime int default 0, exptime smallint default 0, money mediumint unsigned default 0, scores int default 0)",
  "dede_member_type (aid int, `rank` smallint, pname varchar(50), money int, exptime int)",
  "dede_addonshop (aid int, trueprice float)",
];
