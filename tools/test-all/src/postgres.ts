// A private PostgreSQL in an empty folder on a free port of the loopback. It refuses to run as root, so root hands it to
// the user `postgres`.
import { chmodSync, readdirSync, rmSync } from "node:fs";
import { type DatabaseServer, emptyFolder, freePort, runCommand, type ServerOptions } from "./database-server.ts";

export async function startPostgres({ durable = false }: ServerOptions = {}): Promise<DatabaseServer> {
  const folder = emptyFolder();
  const port = await freePort();
  const isRoot = process.getuid?.() === 0;
  const asOwner = isRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : [];
  const control = [...asOwner, `${programFolder()}/pg_ctl`, "-D", `${folder}/data`, "-w"];
  if (isRoot) runCommand(["chown", "postgres", folder]);
  chmodSync(folder, 0o700);
  runCommand([
    ...[...asOwner, `${programFolder()}/initdb`, "-D", `${folder}/data`, "-U", "postgres"],
    ...["-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
  ]);
  const where = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`;
  const settings = durable ? where : `${where} -c fsync=off`;
  runCommand([...control, "-l", `${folder}/log`, "-o", settings, "start"]);
  return {
    variable: "DEDEPAY_TEST_POSTGRES_URL",
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      runCommand([...control, "-m", "fast", "stop"]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function programFolder(): string {
  const root = "/usr/lib/postgresql";
  const newest = readdirSync(root)
    .map(Number)
    .sort((a, b) => b - a)[0];
  if (newest === undefined) throw new Error(`no PostgreSQL under ${root}`);
  return `${root}/${newest}/bin`;
}
