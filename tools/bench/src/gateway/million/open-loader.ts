// The loader of a gateway's ledger, by where the ledger is.
import type { Place } from "../contender.ts";
import type { Loader } from "./loader.ts";
import { openMariadbLoader } from "./mariadb-loader.ts";
import { openPostgresLoader } from "./postgres-loader.ts";
import { openSqliteLoader } from "./sqlite-loader.ts";

export async function openLoader({ url, folder }: Place): Promise<Loader> {
  if (url === undefined) return openSqliteLoader(folder);
  return url.startsWith("postgres") ? openPostgresLoader(url) : openMariadbLoader(url);
}
