// Marks of the ledger as a whole, each a name with a small document.
import type { Kysely } from "kysely";
import { insertIfAbsent } from "./insert-if-absent.ts";
import type { Tables } from "./tables.ts";

/** `backup` stands in a copy and says when it was taken; `backed_up` in the ledger itself, of its newest copy. */
export type MarkName = "backup" | "backed_up" | "recovery" | "moving" | "moved" | "arriving" | "arrived";
export type Mark = { detail: Readonly<Record<string, unknown>>; setAtMs: number };

export async function findMark(db: Kysely<Tables>, name: MarkName): Promise<Mark | undefined> {
  const row = await db.selectFrom("ledgerMarks").selectAll().where("name", "=", name).executeTakeFirst();
  if (row === undefined) return undefined;
  return { detail: JSON.parse(row.detailJson) as Mark["detail"], setAtMs: row.setAtMs };
}

/** Replaces an older one of the same name. */
export async function putMark(db: Kysely<Tables>, name: MarkName, mark: Mark): Promise<void> {
  const row = { name, detailJson: JSON.stringify(mark.detail), setAtMs: mark.setAtMs };
  if (await insertIfAbsent(db, "ledgerMarks", row)) return;
  await db.updateTable("ledgerMarks").set(row).where("name", "=", name).execute();
}

/** False where it was not there. */
export async function removeMark(db: Kysely<Tables>, name: MarkName): Promise<boolean> {
  const result = await db.deleteFrom("ledgerMarks").where("name", "=", name).executeTakeFirst();
  return result.numDeletedRows > 0n;
}
