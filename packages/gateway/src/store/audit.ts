// Who changed keys, contracts and money by hand. Append-only.
import type { Db } from "./store.ts";
import type { AuditTable } from "./tables/audit.ts";

export async function insertAudit(db: Db, row: AuditTable): Promise<void> {
  await db.insertInto("audit").values(row).execute();
}
