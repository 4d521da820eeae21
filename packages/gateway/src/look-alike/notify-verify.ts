// notify_verify: did we send this message, and does it still count? The shop's second check, unsigned, in bare text.
import { findLookAlikeNotice } from "../store/look-alike-orders.ts";
import { findLookAlikeKey } from "../store/look-alike-sites.ts";
import type { Context } from "../use-cases/context.ts";
import { type LegacyCall, plainField } from "./legacy-call.ts";

export type NotifyVerdict = "true" | "false" | "invalid";

/** A return's id counts for about a minute, a notification's until the shop has acknowledged it; `invalid`: wrong parameters. */
export async function verifyNotice(context: Context, call: LegacyCall): Promise<NotifyVerdict> {
  const notifyId = plainField(call, "notify_id");
  const known = await context.store.run((db) => findLookAlikeKey(db, call.partner));
  if (known === undefined || notifyId === "") return "invalid";
  const notice = await context.store.run((db) => findLookAlikeNotice(db, notifyId.slice(0, 128)));
  if (notice === undefined || notice.partner !== call.partner || notice.acknowledgedAtMs !== null) return "false";
  return notice.validUntilMs === null || context.nowMs() < notice.validUntilMs ? "true" : "false";
}
