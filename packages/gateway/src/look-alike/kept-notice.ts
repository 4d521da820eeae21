// The row behind a message of ours. It has one notify_id for all its tries, made out of the delivery's own id.
import { hash } from "node:crypto";
import { findLookAlikeNotice, insertLookAlikeNotice } from "../store/look-alike-orders.ts";
import type { Db } from "../store/store.ts";
import type { LookAlikeNoticesTable } from "../store/tables/look-alike.ts";

/** 32 hex digits and a suffix, the form of Alipay's own. `what` is random and never leaves the house. */
export function notifyIdOf(what: string): string {
  return `${hash("sha256", what).slice(0, 32)}dd`;
}

export type Noticed = { what: string; kind: "notify" | "refund"; partner: string; paymentId: string; nowMs: number };

/** Made at the first try. */
export async function keptNotice(db: Db, o: Noticed): Promise<LookAlikeNoticesTable> {
  const fresh: LookAlikeNoticesTable = {
    id: notifyIdOf(o.what),
    partner: o.partner,
    paymentId: o.paymentId,
    kind: o.kind,
    createdAtMs: o.nowMs,
    sentAtMs: null,
    validUntilMs: null,
    acknowledgedAtMs: null,
  };
  await insertLookAlikeNotice(db, fresh);
  return (await findLookAlikeNotice(db, fresh.id)) ?? fresh;
}
