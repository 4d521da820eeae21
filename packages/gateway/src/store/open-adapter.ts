// Which database: the embedded file, or the server that a URL names.
import type { DatabaseAdapter } from "./database-adapter.ts";
import { createMariadbAdapter, mariadbPorts } from "./mariadb-adapter.ts";
import { createPostgresAdapter, postgresPorts } from "./postgres-adapter.ts";
import { readServerAddress, type ServerAddress } from "./server-address.ts";
import { createSqliteAdapter } from "./sqlite-adapter.ts";

export type DatabaseChoice =
  /** The file of the embedded database; its folder must exist. */
  | { databaseFile: string; databaseUrl?: undefined }
  /** `mariadb://`, `mysql://` or `postgres://`, with user and password, and `?tls=true` where wanted. */
  | { databaseUrl: string; databaseFile?: undefined };

/** Units of work at one time; more only wait in the server instead of here. */
const connections = 10;

const servers: readonly [
  Readonly<Record<string, number>>,
  (a: ServerAddress, connections: number) => DatabaseAdapter,
][] = [
  [mariadbPorts, createMariadbAdapter],
  [postgresPorts, createPostgresAdapter],
];

/** Throws DatabaseRefused for an address that can't be read or a file that can't be opened. */
export function openAdapter(choice: DatabaseChoice): DatabaseAdapter {
  if (choice.databaseUrl === undefined) return createSqliteAdapter(choice.databaseFile);
  const address = readServerAddress(choice.databaseUrl, Object.assign({}, ...servers.map(([ports]) => ports)));
  const create = servers.find(([ports]) => ports[address.scheme] !== undefined)?.[1];
  if (create === undefined) throw new TypeError(`no adapter for ${address.scheme}`);
  return create(address, connections);
}
