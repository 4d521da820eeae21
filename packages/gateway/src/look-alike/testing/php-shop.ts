// The shop of testdata/old-shop, served by PHP's own server.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const phpIsThere: boolean = spawnSync("php", ["--version"]).status === 0;

export type PhpShopSettings = {
  charset: "utf-8" | "gb2312";
  gateway: string;
  alipay_partner: string;
  alipay_key: string;
  alipay_account: string;
  /** 0 dual, 1 escrow, 2 instant. */
  alipay_pay_method: 0 | 1 | 2;
};

export type PhpShop = {
  url: string;
  configure(settings: PhpShopSettings): void;
  orderOf(oid: string): { priceCount: string; state: number; handed_out: number };
  /** `POST {…}` and `GET {…}`, one line a visit. */
  visits(): string[];
  close(): Promise<void>;
};

export async function startPhpShop(): Promise<PhpShop> {
  const root = mkdtempSync(join(tmpdir(), "dedepay-old-shop-"));
  cpSync(fileURLToPath(new URL("../testdata/old-shop", import.meta.url)), root, { recursive: true });
  mkdirSync(join(root, "orders"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  // The cache of compiled files looks at a file every two seconds only, and would serve settings that were changed since.
  const server = spawn("php", ["-d", "opcache.enable=0", "-S", `127.0.0.1:${port}`, "-t", root], {
    env: { ...process.env, PHP_CLI_SERVER_WORKERS: "4" },
    stdio: "ignore",
    detached: true,
  });
  await untilUp(`${url}/orders/none`, server);
  const visits = join(root, "orders/visits.txt");
  return {
    url,
    configure(settings) {
      const entries = Object.entries({ ...settings, basehost: url });
      const lines = entries.map(([name, value]) => `'${name}' => '${value}'`);
      writeFileSync(join(root, "settings.php"), `<?php return array(${lines.join(", ")});`);
    },
    orderOf: (oid) => JSON.parse(readFileSync(join(root, `orders/${oid}.json`), "utf8")),
    visits: () => (existsSync(visits) ? readFileSync(visits, "utf8").trim().split("\n") : []),
    async close() {
      const ended = once(server, "exit");
      // The workers are children of this one process: its group ends.
      if (server.pid !== undefined) process.kill(-server.pid, "SIGKILL");
      await ended;
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function untilUp(url: string, server: ChildProcess): Promise<void> {
  for (let run = 0; run < 200; run += 1) {
    if (server.exitCode !== null) throw new Error(`PHP ended with ${server.exitCode}`);
    try {
      await fetch(url);
      return;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      await wait(25);
    }
  }
  throw new Error(`PHP does not answer at ${url}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
