// A MariaDB of a test's own, which may be killed at any moment and started again on the same data and port. What a commit
// said survives the process (flush at commit), as on a real server; only the machine itself never fails here.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createConnection } from "mysql2/promise";
import { freePort } from "./php-server.ts";

const program = "/usr/sbin/mariadbd";
export const mariadbIsThere: boolean = existsSync(program);

export type PrivateMariadb = {
  /** Without a database. */
  readonly url: string;
  /** Ends it without a word. */
  readonly kill: () => Promise<void>;
  /** Resolves when it answers. */
  readonly start: () => Promise<void>;
  readonly remove: () => Promise<void>;
};

export async function startPrivateMariadb(): Promise<PrivateMariadb> {
  const folder = mkdtempSync(join(tmpdir(), "dedepay-mariadb-"));
  const user = userInfo().username;
  const made = spawnSync("mariadb-install-db", [
    "--no-defaults",
    `--user=${user}`,
    `--datadir=${folder}/data`,
    "--auth-root-authentication-method=normal",
    "--skip-test-db",
  ]);
  if (made.status !== 0) throw new Error(`mariadb-install-db: ${made.stderr.toString()}`);
  const port = await freePort();
  let server: ChildProcess | undefined;
  const kill = async (): Promise<void> => {
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    server.kill("SIGKILL");
    await ended;
  };
  const start = async (): Promise<void> => {
    server = spawn(
      program,
      [
        "--no-defaults",
        `--user=${user}`,
        `--datadir=${folder}/data`,
        `--socket=${folder}/s.sock`,
        "--bind-address=127.0.0.1",
        `--port=${port}`,
        "--skip-name-resolve",
        "--innodb-buffer-pool-size=32M",
        "--innodb-log-file-size=32M",
        "--innodb-flush-log-at-trx-commit=2",
        "--character-set-server=utf8mb4",
      ],
      { stdio: "ignore" },
    );
    await untilItAnswers(server, port);
  };
  await start();
  return {
    url: `mysql://root@127.0.0.1:${port}`,
    kill,
    start,
    remove: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilItAnswers(server: ChildProcess, port: number): Promise<void> {
  const until = Date.now() + 60_000;
  while (server.exitCode === null && Date.now() < until) {
    try {
      const connection = await createConnection({ host: "127.0.0.1", port, user: "root" });
      await connection.end();
      return;
    } catch (error) {
      // Refused, or cut off, as long as it starts and repairs.
      if (!(error instanceof Error && "code" in error)) throw error;
    }
    await wait(50);
  }
  throw new Error("MariaDB does not start");
}
