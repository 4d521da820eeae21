// Rows whose time of keeping is over, found by their age. Each kind is data: where it lies, what dates it, what it belongs to.
// How long it is kept, and what something open still needs, is decided elsewhere.
import { type RawBuilder, sql } from "kysely";
import type { Db } from "./store.ts";

export type OldRow = {
  id: string;
  atMs: number;
  /** null: it belongs to no payment. */
  paymentId: string | null;
  /** The incident that it is evidence for; null: none. */
  incidentGroup: string | null;
};

export type OldRowsKind =
  | "notifications"
  | "refused_notifications"
  | "envelopes"
  | "delivery_attempts"
  | "outbox"
  | "idempotency_keys"
  | "look_alike_returns";

type Place = {
  table: string;
  id: string;
  at: string;
  /** Among the table's rows, those of this kind. */
  only: string;
  join?: string;
  payment: string;
  /** Parts of the incident's group, joined with colons. */
  incident?: readonly string[];
};

const places: Readonly<Record<OldRowsKind, Place>> = {
  notifications: {
    ...{ table: "notifications", id: "row.id", at: "row.received_at_ms", only: "row.verified = 1" },
    payment: "row.payment_id",
    incident: ["'unknown-order'", "row.account_id", "row.out_trade_no"],
  },
  refused_notifications: {
    ...{ table: "notifications", id: "row.id", at: "row.received_at_ms", only: "row.verified = 0" },
    payment: "row.payment_id",
    incident: ["'notification-not-verified'", "row.account_id", "row.reason"],
  },
  envelopes: {
    ...{ table: "envelopes", id: "row.id", at: "row.created_at_ms", only: "1 = 1" },
    join: "left join attempts on attempts.id = row.attempt_id",
    payment: "attempts.payment_id",
  },
  delivery_attempts: {
    ...{ table: "delivery_attempts", id: "row.id", at: "row.started_at_ms", only: "1 = 1" },
    join: "left join outbox on outbox.id = row.outbox_id",
    payment: "outbox.payment_id",
  },
  // What is still owed is never old; what is done dates from when it was done.
  outbox: {
    ...{ table: "outbox", id: "row.id", at: "row.available_at_ms", only: "row.status in ('done', 'skipped')" },
    payment: "row.payment_id",
  },
  idempotency_keys: {
    ...{ table: "idempotency_keys", id: "row.idempotency_key", at: "row.created_at_ms", only: "1 = 1" },
    payment: "row.payment_id",
  },
  // Good for a minute each; what the shop was notified of stays with the payment.
  look_alike_returns: {
    ...{ table: "look_alike_notices", id: "row.id", at: "row.created_at_ms", only: "row.kind = 'return'" },
    payment: "row.payment_id",
  },
};

export const oldRowsKinds: readonly OldRowsKind[] = [
  ...(["notifications", "refused_notifications", "envelopes", "delivery_attempts"] as const),
  ...(["outbox", "idempotency_keys", "look_alike_returns"] as const),
];

export function tableOf(kind: OldRowsKind): string {
  return places[kind].table;
}

export async function countOldRows(db: Db, kind: OldRowsKind, beforeMs: number): Promise<number> {
  const { table, at, only } = raw(kind);
  const counted = await sql<{ count: unknown }>`
    select count(*) as count from ${table} row where ${only} and ${at} < ${beforeMs}`.execute(db);
  return Number(counted.rows[0]?.count ?? 0);
}

/** Oldest first, those after a position. */
export async function listOldRows(
  db: Db,
  kind: OldRowsKind,
  o: { beforeMs: number; after: Pick<OldRow, "atMs" | "id">; limit: number },
): Promise<OldRow[]> {
  const { table, id, at, only, join, payment, incident } = raw(kind);
  const { beforeMs, after, limit } = o;
  const { rows } = await sql<OldRow & Record<`group${number}`, string | null>>`
    select ${id} as id, ${at} as at_ms, ${payment} as payment_id${incident}
    from ${table} row ${join}
    where ${only} and ${at} < ${beforeMs} and (${at} > ${after.atMs} or (${at} = ${after.atMs} and ${id} > ${after.id}))
    order by ${at}, ${id} limit ${sql.raw(String(limit))}`.execute(db);
  const parts = places[kind].incident?.length ?? 0;
  return rows.map((row) => ({
    id: row.id,
    atMs: Number(row.atMs),
    paymentId: row.paymentId,
    incidentGroup:
      parts === 0 ? null : Array.from({ length: parts }, (_, index) => row[`group${index}`] ?? "").join(":"),
  }));
}

/** Of these rows; a number under which two sites keep a key each counts only with the payments that were listed with it. */
export async function deleteOldRows(
  db: Db,
  kind: OldRowsKind,
  o: { beforeMs: number; rows: readonly OldRow[] },
): Promise<number> {
  if (o.rows.length === 0) return 0;
  const { table, id, at, only, payment } = unnamed(kind);
  const ids = sql.join(o.rows.map((row) => row.id));
  const payments = sql.join(o.rows.map((row) => row.paymentId ?? ""));
  const sharesIds = kind === "idempotency_keys" ? sql`and ${payment} in (${payments})` : sql``;
  const result = await sql`
    delete from ${table} where ${id} in (${ids}) and ${at} < ${o.beforeMs} and ${only} ${sharesIds}`.execute(db);
  return Number(result.numAffectedRows ?? 0n);
}

type RawPlace = Record<"table" | "id" | "at" | "only" | "join" | "payment" | "incident", RawBuilder<unknown>>;

function raw(kind: OldRowsKind, write: (text: string) => string = (text) => text): RawPlace {
  const { join = "", incident = [], ...place } = places[kind];
  return {
    table: sql.raw(place.table),
    id: sql.raw(write(place.id)),
    at: sql.raw(write(place.at)),
    only: sql.raw(write(place.only)),
    payment: sql.raw(write(place.payment)),
    join: sql.raw(join),
    incident: sql.raw(incident.map((part, index) => `, ${part} as group${index}`).join("")),
  };
}

/** Not every database lets the table of a delete have another name. */
function unnamed(kind: OldRowsKind): RawPlace {
  return raw(kind, (text) => text.replaceAll("row.", ""));
}

/** Payments of these which are open: not at their end, with a refund under way, or with an incident that nobody resolved. */
export async function openPaymentsAmong(
  db: Db,
  paymentIds: readonly string[],
  o: { endStates: readonly string[]; refundEndStates: readonly string[] },
): Promise<Set<string>> {
  if (paymentIds.length === 0) return new Set();
  const ids = [...new Set(paymentIds)];
  const unfinished = await db
    .selectFrom("payments")
    .select("id")
    .where("id", "in", ids)
    .where("state", "not in", [...o.endStates])
    .execute();
  const refunding = await db
    .selectFrom("refunds")
    .select("paymentId")
    .where("paymentId", "in", ids)
    .where("state", "not in", [...o.refundEndStates])
    .execute();
  const troubled = await db
    .selectFrom("incidents")
    .select("paymentId")
    .where("paymentId", "in", ids)
    .where("state", "=", "open")
    .execute();
  const touched = await db
    .selectFrom("incidentSubjects")
    .innerJoin("incidents", "incidents.groupKey", "incidentSubjects.groupKey")
    .select("incidentSubjects.subject")
    .where("incidentSubjects.subject", "in", ids)
    .where("incidents.state", "=", "open")
    .execute();
  return new Set([
    ...touched.map(({ subject }) => subject),
    ...unfinished.map(({ id }) => id),
    ...refunding.map(({ paymentId }) => paymentId),
    ...troubled.map(({ paymentId }) => paymentId ?? ""),
  ]);
}

/** Those of these incidents which are open, with the moment of their newest evidence. */
export async function openIncidentsAmong(db: Db, groups: readonly string[]): Promise<Map<string, number>> {
  if (groups.length === 0) return new Map();
  const rows = await db
    .selectFrom("incidents")
    .select(["groupKey", "lastSeenAtMs"])
    .where("groupKey", "in", [...new Set(groups)])
    .where("state", "=", "open")
    .execute();
  return new Map(rows.map(({ groupKey, lastSeenAtMs }) => [groupKey, lastSeenAtMs]));
}
