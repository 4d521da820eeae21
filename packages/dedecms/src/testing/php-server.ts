// PHP's own server over a folder, without php.ini: what a test switches on is all there is.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const testdata: string = fileURLToPath(new URL("../../testdata/", import.meta.url));
export const phpFolder: string = fileURLToPath(new URL("../../php/", import.meta.url));
export const phpIsThere: boolean = spawnSync("php", ["--version"]).status === 0;

/** Flags of a PHP without php.ini which has these extensions. */
export function phpFlags(extensions: readonly string[], ini: Readonly<Record<string, string>> = {}): string[] {
  const needed = extensions.includes("mysqli") ? ["mysqlnd", ...extensions] : extensions;
  const settings = Object.entries(ini).map(([name, value]) => `${name}=${value}`);
  return ["-n", ...[...needed.map((name) => `extension=${name}`), ...settings].flatMap((one) => ["-d", one])];
}

/** Whether PHP can load them: Debian has packages for each. */
export function phpHas(...extensions: string[]): boolean {
  const code = `exit(array_diff(${JSON.stringify(extensions)}, get_loaded_extensions()) ? 1 : 0);`;
  return phpIsThere && spawnSync("php", [...phpFlags(extensions), "-r", code]).status === 0;
}

const mostTries = 50;

export type PhpServer = { readonly url: string; readonly log: () => string; readonly close: () => Promise<void> };

export async function startPhpServer(o: {
  root: string;
  extensions: readonly string[];
  ini?: Readonly<Record<string, string>>;
  workers?: number;
  /** A free one unless given. */
  port?: number;
}): Promise<PhpServer> {
  const port = o.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  let log = "";
  for (let tries = 1; ; tries += 1) {
    const server = spawn("php", [...phpFlags(o.extensions, o.ini), "-S", `127.0.0.1:${port}`, "-t", o.root], {
      env: { ...process.env, PHP_CLI_SERVER_WORKERS: String(o.workers ?? 2) },
      stdio: ["ignore", "ignore", "pipe"],
      // The workers are children of the server: the whole group of this one process is ended together.
      detached: true,
    });
    server.stderr.on("data", (piece: Buffer) => {
      log += piece.toString();
    });
    if (await comesUp(server, url)) return { url, log: () => log, close: () => end(server) };
    // A worker of a server that was killed a moment ago may still hold the port.
    if (tries === mostTries) throw new Error(`PHP's server does not start: ${log.slice(-500)}`);
    await wait(100);
  }
}

async function end(server: ChildProcess): Promise<void> {
  const stopped = new Promise((resolve) => server.once("exit", resolve));
  if (server.pid !== undefined && server.exitCode === null) {
    process.kill(-server.pid, "SIGKILL");
    await stopped;
  }
}

/** False where it ended instead. */
async function comesUp(server: ChildProcess, url: string): Promise<boolean> {
  const until = Date.now() + 60_000;
  while (Date.now() < until) {
    if (server.exitCode !== null) return false;
    try {
      await fetch(`${url}/no-such-file.txt`);
      return server.exitCode === null;
    } catch (error) {
      // Refused as long as it starts.
      if (!(error instanceof TypeError)) throw error;
    }
    await wait(20);
  }
  throw new Error("PHP's server does not answer");
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
