// For who looks at a ledger and must not change it: the schema has to be this program's already.
import type { Kysely } from "kysely";
import type { DatabaseAdapter } from "./database-adapter.ts";
import { DatabaseRefused } from "./database-refused.ts";
import { migrations } from "./migrations.ts";
import type { Tables } from "./tables.ts";

/** Throws DatabaseRefused where steps are missing, or there is no ledger at all. A newer schema passes: it only has more. */
export async function assertMigrated(db: Kysely<Tables>, adapter: DatabaseAdapter): Promise<void> {
  const tables = await db.introspection.getTables();
  const names = new Set(tables.map(({ name }) => name));
  const { setting, address } = adapter.place;
  if (!names.has("schema_steps")) {
    throw new DatabaseRefused({
      ...{ reason: "schema", setting, address },
      zh: "数据库里没有网关的账本：先运行 dedepay serve 或 dedepay account add",
      en: "There is no gateway's ledger in the database: run dedepay serve or dedepay account add first",
    });
  }
  const applied = new Set((await db.selectFrom("schemaSteps").select("name").execute()).map(({ name }) => name));
  const missing = migrations.filter(({ name }) => !applied.has(name));
  if (missing.length === 0) return;
  throw new DatabaseRefused({
    ...{ reason: "schema", setting, address },
    zh: `账本是旧版本的，缺 ${missing.length} 步升级；只看不改的命令不会升级它。用这个版本重新启动网关（dedepay serve）就会升级`,
    en: `The ledger is an older version's and lacks ${missing.length} steps; a command that only looks does not upgrade it. Restart the gateway with this version (dedepay serve)`,
  });
}
