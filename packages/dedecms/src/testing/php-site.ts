// A made-up DedeCMS root with our PHP files in it, served by PHP's own server.

import { spawn, spawnSync } from "node:child_process";
import { createHash, createHmac } from "node:crypto";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const phpIsThere: boolean = spawnSync("php", ["--version"]).status === 0;
export const testdata: string = fileURLToPath(new URL("../../testdata/", import.meta.url));
export const phpFolder: string = fileURLToPath(new URL("../../php/", import.meta.url));
export const webhookSecret = "webhook secret of the test site";
const now = (): string => String(Math.floor(Date.now() / 1000));

export type PhpSite = {
  readonly root: string;
  readonly url: string;
  readonly deliver: (event: object, signedWith?: { secret?: string; timestamp?: string }) => Promise<string>;
  readonly poll: (query: string) => Promise<{ status: number; answer: unknown }>;
  readonly close: () => Promise<void>;
};

export async function startPhpSite(socket: string, gateway = "https://pay.example.com"): Promise<PhpSite> {
  const root = mkdtempSync(join(tmpdir(), "dedepay-php-"));
  cpSync(phpFolder, root, { recursive: true });
  writeFileSync(
    join(root, "data/common.inc.php"),
    `<?php $cfg_dbhost='x'; $cfg_dbuser='${socket}'; $cfg_dbname='shop';`,
  );
  const config = { gateway, key_id: "key_test", secret: "secret of the test site", webhook_secret: webhookSecret };
  const entries = Object.entries(config).map(([name, value]) => `'${name}' => '${value}'`);
  writeFileSync(join(root, "data/dedepay.config.php"), `<?php return array(${entries.join(", ")});`);
  const port = await freePort();
  const prepend = `auto_prepend_file=${join(testdata, "mysqli-by-client.php")}`;
  // Without php.ini: where the mysqli extension is installed it would clash with its stand-in.
  const server = spawn("php", ["-n", "-d", prepend, "-S", `127.0.0.1:${port}`, "-t", root], {
    env: { ...process.env, PHP_CLI_SERVER_WORKERS: "4" },
    stdio: "ignore",
    detached: true,
  });
  const stopped = new Promise((resolve) => server.once("exit", resolve));
  const url = `http://127.0.0.1:${port}/plus/dedepay.php`;
  const until = Date.now() + 10_000;
  while (!(await isUp(url)) && Date.now() < until) await wait(50);
  return {
    root,
    url,
    deliver: async (event, { secret = webhookSecret, timestamp = now() } = {}) => {
      const body = JSON.stringify(event);
      const signature = `v1=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;
      const headers = { "dedepay-timestamp": timestamp, "dedepay-signature": signature };
      const answer = await fetch(url, { method: "POST", headers, body });
      return `${answer.status} ${((await answer.json()) as { outcome: string }).outcome}`;
    },
    poll: async (query) => {
      const timestamp = now();
      const text = `GET\n/plus/dedepay.php\n${query}\n${timestamp}\n${createHash("sha256").digest("hex")}`;
      const signature = `v1=${createHmac("sha256", webhookSecret).update(text).digest("hex")}`;
      const headers = { "dedepay-timestamp": timestamp, "dedepay-signature": signature };
      const answer = await fetch(query === "" ? url : `${url}?${query}`, { headers });
      return { status: answer.status, answer: await answer.json() };
    },
    close: async () => {
      // The workers are children of the server: the whole group of this one process ends.
      if (server.pid !== undefined) process.kill(-server.pid, "SIGKILL");
      await stopped;
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function isUp(url: string): Promise<boolean> {
  try {
    await fetch(url);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
