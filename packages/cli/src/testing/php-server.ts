// PHP's own server over a folder, without php.ini: what a test switches on is all there is.
import { spawn, spawnSync } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "../platform/free-port.ts";

export interface PhpServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const flagsOf = (extensions: readonly string[]): string[] => [
  "-n",
  ...["mysqlnd", ...extensions].flatMap((name) => ["-d", `extension=${name}`]),
];

/** Whether PHP is there and can load these: Debian has packages for each. */
export function phpHas(...extensions: string[]): boolean {
  const code = `exit(array_diff(${JSON.stringify(extensions)}, get_loaded_extensions()) ? 1 : 0);`;
  return spawnSync("php", [...flagsOf(extensions), "-r", code]).status === 0;
}

export async function startPhpServer(root: string, extensions: readonly string[]): Promise<PhpServer> {
  const port = await freePort();
  const server = spawn("php", [...flagsOf(extensions), "-S", `127.0.0.1:${port}`, "-t", root], { stdio: "ignore" });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const url = `http://127.0.0.1:${port}`;
  const until = Date.now() + 20_000;
  while (server.exitCode === null && Date.now() < until && !(await answers(url))) await wait(20);
  return {
    url,
    close: async () => {
      server.kill("SIGKILL");
      await ended;
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(`${url}/no-such-file.txt`);
    return true;
  } catch (error) {
    // Refused as long as it starts.
    if (error instanceof TypeError) return false;
    throw error;
  }
}
