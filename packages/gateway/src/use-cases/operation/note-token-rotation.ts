// The admin token lies beside the database, so its change is written down here by itself.
import type { Context } from "../context.ts";
import { actorOf, type ByOwner, recordAudit } from "../record-audit.ts";

export async function noteTokenRotation(context: Context, input: ByOwner): Promise<void> {
  const { requestId } = input;
  const entry = { actor: actorOf(input), action: "admin_token.rotated", subject: "admin_token", requestId };
  await context.store.inTransaction((db) => recordAudit(context, db, entry));
  context.log.info({ requestId }, "admin token rotated");
}
