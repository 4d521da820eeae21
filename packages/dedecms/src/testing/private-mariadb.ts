// A MariaDB of the test's own with the tables which payments touch, columns from the published facts.
import { execFile, execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";

export const mariadbIsThere: boolean = spawnSync("mariadbd", ["--version"]).status === 0;

export type PrivateMariadb = {
  readonly socket: string;
  readonly sql: (statement: string) => string;
  readonly close: () => Promise<void>;
};

export async function startMariadb(engine: "MyISAM" | "InnoDB", charset: "utf8" | "gbk"): Promise<PrivateMariadb> {
  const folder = mkdtempSync(join(tmpdir(), "dedepay-mariadb-"));
  const data = join(folder, "data");
  const socket = join(folder, "s");
  const common = ["--no-defaults", `--datadir=${data}`, "--user=root"];
  await promisify(execFile)("mariadb-install-db", [...common, "--auth-root-authentication-method=normal"]);
  const server = spawn("mariadbd", [...common, `--socket=${socket}`, "--skip-networking", "--skip-grant-tables"]);
  const stopped = new Promise((resolve) => server.once("exit", resolve));
  const run = (database: string, statement: string): string =>
    execFileSync("mariadb", ["--no-defaults", "-N", "--batch", "--socket", socket, database, "-e", statement], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  const until = Date.now() + 20_000;
  while (!answers(run) && Date.now() < until) await wait(100);
  run("", `CREATE DATABASE shop CHARACTER SET ${charset}`);
  run("shop", tables.map((table) => `CREATE TABLE ${table} ENGINE=${engine};`).join("\n"));
  const close = async (): Promise<void> => {
    server.kill("SIGTERM");
    await stopped;
    rmSync(folder, { recursive: true, force: true });
  };
  return { socket, sql: (statement) => run("shop", `SET NAMES utf8; SET sql_mode=''; ${statement}`), close };
}

function answers(run: (database: string, statement: string) => string): boolean {
  try {
    return run("", "SELECT 1") === "1";
  } catch (error) {
    // The client's exit code, as long as the server starts.
    if (error instanceof Error && "status" in error) return false;
    throw error;
  }
}

const tables = [
  "dede_shops_orders (oid varchar(80), price float(13,2), priceCount float(13,2), state int default 0, KEY (oid))",
  "dede_shops_products (oid varchar(80), price float(13,2), buynum int)",
  "dede_member_operation (aid int auto_increment primary key, buyid varchar(80), product varchar(30), money int, pid int, mid int, sta int default 0, oldinfo varchar(200) default '')",
  "dede_moneycard_type (tid int, num int)",
  "dede_moneycard_record (aid int auto_increment primary key, ctid int, cardid varchar(50), uid int default 0, isexp int default 0, utime int default 0)",
  "dede_member (mid int, `rank` smallint default 0, uptime int default 0, exptime smallint default 0, money mediumint unsigned default 0, scores int default 0)",
  "dede_member_type (aid int, `rank` smallint, exptime int)",
  "dede_arcrank (`rank` smallint, money int, scores int)",
];
