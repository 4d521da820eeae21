// What a site sent under an Idempotency-Key and what it was answered.
import { insertIfAbsent } from "./insert-if-absent.ts";
import type { Db } from "./store.ts";
import type { IdempotencyKeysTable } from "./tables/payments.ts";

export async function findIdempotencyKey(
  db: Db,
  siteId: string,
  key: string,
): Promise<IdempotencyKeysTable | undefined> {
  return db
    .selectFrom("idempotencyKeys")
    .selectAll()
    .where("siteId", "=", siteId)
    .where("idempotencyKey", "=", key)
    .executeTakeFirst();
}

/** False where the key was taken meanwhile. */
export async function insertIdempotencyKey(db: Db, row: IdempotencyKeysTable): Promise<boolean> {
  return insertIfAbsent(db, "idempotencyKeys", row);
}

/** Once: an answer that is there already stays. */
export async function keepIdempotentAnswer(
  db: Db,
  o: { siteId: string; idempotencyKey: string },
  answerJson: string,
): Promise<void> {
  await db
    .updateTable("idempotencyKeys")
    .set({ answerJson })
    .where("siteId", "=", o.siteId)
    .where("idempotencyKey", "=", o.idempotencyKey)
    .where("answerJson", "=", "")
    .execute();
}
