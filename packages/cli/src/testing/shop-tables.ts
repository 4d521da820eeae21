// The tables of a made-up shop on the MariaDB which DEDEPAY_TEST_MARIADB_URL names, as far as payments touch them; columns
// from the published facts.
import { execFileSync } from "node:child_process";

export interface ShopTables {
  readonly url: string;
  /** Lines of data/common.inc.php. */
  readonly settings: string;
  /** Rows as lines, columns separated by a tab. */
  readonly sql: (statements: string) => string;
  readonly drop: () => void;
}

let made = 0;

export function createShopTables(serverUrl: string, engine: "MyISAM" | "InnoDB"): ShopTables {
  const { hostname, port, username, password } = new URL(serverUrl);
  made += 1;
  const name = `dedepay_cli_${process.pid}_${made}`;
  const run = (statements: string, database: readonly string[]): string =>
    execFileSync(
      "mariadb",
      [
        ...["--no-defaults", "-h", hostname, "-P", port, "-u", username, `--password=${password}`],
        ...["--default-character-set=utf8", "-N", "-e", statements, ...database],
      ],
      { encoding: "utf8" },
    ).trim();
  const creates = Object.entries(tables).map(
    ([table, columns]) => `CREATE TABLE ${table} (${columns}) ENGINE=${engine};`,
  );
  run(`CREATE DATABASE ${name} CHARACTER SET utf8; USE ${name}; SET sql_mode=''; ${creates.join("\n")}`, []);
  return {
    url: `mysql://${username}${password === "" ? "" : `:${password}`}@${hostname}:${port}/${name}`,
    settings: `$cfg_dbhost='${hostname}:${port}'; $cfg_dbname='${name}'; $cfg_dbuser='${username}'; $cfg_dbpwd='${password}';`,
    sql: (statements) => run(statements, [name]),
    drop: () => void run(`DROP DATABASE ${name}`, []),
  };
}

const tables: Readonly<Record<string, string>> = {
  dede_payment: "id int primary key, code varchar(20), fee varchar(10) default '0', config text, enabled int default 1",
  dede_shops_orders:
    "oid varchar(80), userid int default 7, pid int default 1, paytype int default 3, price float(13,2), priceCount float(13,2), state int default 0, stime int default 0, KEY (oid)",
  dede_shops_products: "oid varchar(80), price float(13,2), buynum int default 1",
  dede_shops_userinfo: "oid varchar(80), des varchar(255) default ''",
  dede_shops_delivery: "pid int primary key, dname char(80)",
  dede_member_operation:
    "aid int auto_increment primary key, buyid varchar(80), product varchar(10), money int, mtime int default 0, pid int, mid int, sta int default 0, oldinfo varchar(200) default '', KEY (buyid)",
  dede_moneycard_type: "tid int primary key, num int, money int default 0, pname varchar(50) default ''",
  dede_moneycard_record:
    "aid int auto_increment primary key, ctid int, cardid varchar(50), uid int default 0, isexp smallint default 0, utime int default 0",
  dede_member:
    "mid int primary key, `rank` smallint default 10, uptime int default 0, exptime smallint default 0, money mediumint unsigned default 0, scores int default 0",
  dede_member_type: "aid int primary key, `rank` smallint, exptime int",
  dede_arcrank: "`rank` smallint primary key, money int, scores int",
};
