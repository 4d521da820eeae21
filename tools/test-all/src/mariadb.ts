// A private MariaDB in an empty folder on a free port of the loopback; root without a password, one empty database.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { userInfo } from "node:os";
import {
  type DatabaseServer,
  emptyFolder,
  freePort,
  runCommand,
  type ServerOptions,
  waitUntil,
} from "./database-server.ts";

/** Nothing of a test has to survive the machine; waiting for the disk is most of its time. */
const hasty: readonly string[] = [
  "--innodb-buffer-pool-size=64M",
  "--innodb-log-file-size=32M",
  "--innodb-flush-log-at-trx-commit=0",
];

export async function startMariadb({ durable = false }: ServerOptions = {}): Promise<DatabaseServer> {
  const folder = emptyFolder();
  const port = await freePort();
  const user = userInfo().username;
  runCommand([
    "mariadb-install-db",
    "--no-defaults",
    `--user=${user}`,
    `--datadir=${folder}/data`,
    // Two who install at once in one folder for temporary tables take each other's away.
    `--tmpdir=${folder}`,
    "--auth-root-authentication-method=normal",
    "--skip-test-db",
  ]);
  const server = spawn(
    "/usr/sbin/mariadbd",
    [
      "--no-defaults",
      `--user=${user}`,
      `--datadir=${folder}/data`,
      `--tmpdir=${folder}`,
      `--socket=${folder}/s.sock`,
      `--pid-file=${folder}/pid`,
      "--bind-address=127.0.0.1",
      `--port=${port}`,
      "--skip-name-resolve",
      ...(durable ? [] : hasty),
      "--character-set-server=utf8mb4",
      "--collation-server=utf8mb4_bin",
    ],
    { stdio: "ignore" },
  );
  const client = ["--no-defaults", "-uroot", "-S", `${folder}/s.sock`];
  const answers = (): boolean => spawnSync("mariadb-admin", [...client, "ping"], { stdio: "ignore" }).status === 0;
  const stop = async (): Promise<void> => {
    if (server.exitCode === null) {
      const ended = once(server, "exit");
      server.kill("SIGTERM");
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await waitUntil(answers, "MariaDB");
    runCommand(["mariadb", ...client, "-e", "CREATE DATABASE dedepay"]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { variable: "DEDEPAY_TEST_MARIADB_URL", url: `mysql://root@127.0.0.1:${port}/dedepay`, stop };
}
