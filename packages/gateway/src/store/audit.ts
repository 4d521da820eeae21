// Who changed keys, contracts and money by hand. Append-only.
import { olderThan } from "./older-than.ts";
import type { Db } from "./store.ts";
import type { AuditTable } from "./tables/audit.ts";

export async function insertAudit(db: Db, row: AuditTable): Promise<void> {
  await db.insertInto("audit").values(row).execute();
}

export type AuditFilter = {
  subject?: string;
  actor?: string;
  /** Exact, or a beginning that ends in a dot. */
  action?: string;
  before: { createdAtMs: number; id: string } | undefined;
  limit: number;
};

/** Newest first. */
export async function listAuditRows(db: Db, filter: AuditFilter): Promise<AuditTable[]> {
  const { subject, actor, action, before, limit } = filter;
  let query = db.selectFrom("audit").selectAll();
  if (subject !== undefined) query = query.where("subject", "=", subject);
  if (actor !== undefined) query = query.where("actor", "=", actor);
  // "site." to "site/": the character after the dot, so that no wildcard of LIKE is needed.
  if (action?.endsWith("."))
    query = query.where("action", ">=", action).where("action", "<", `${action.slice(0, -1)}/`);
  else if (action !== undefined) query = query.where("action", "=", action);
  if (before !== undefined) query = query.where(olderThan("createdAtMs", before));
  return query.orderBy("createdAtMs", "desc").orderBy("id", "desc").limit(limit).execute();
}
