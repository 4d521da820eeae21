// What sites are owed: one after the other by status, one with each try, and how long each site's queue is.
import { findLatestReceipt } from "../../store/delivery-receipts.ts";
import { findOutboxRow, listDeliveryRows, listLastAttempts, sumQueues } from "../../store/outbox-rows.ts";
import { findSiteDelivery } from "../../store/site-deliveries.ts";
import { findSite } from "../../store/sites.ts";
import type { Db } from "../../store/store.ts";
import type { OutboxTable } from "../../store/tables/outbox.ts";
import type { Context } from "../context.ts";
import { readCursor, writeCursor } from "../page-cursor.ts";
import { isoTime } from "../payments/describe-payment.ts";
import { notFound } from "../refusals.ts";
import {
  type DeliveryDocument,
  type DeliveryRow,
  type DeliveryStatus,
  describeDelivery,
  describeDeliveryRow,
} from "./describe-delivery.ts";

export type ListAllDeliveriesInput = {
  /** Left out: all that are not through. */
  status?: DeliveryStatus;
  siteId?: string;
  limit?: number;
  /** `next_cursor` of the page before. A row that is tried meanwhile moves in the list. */
  cursor?: string;
};
/** `last_error`: how the newest try ended; null where there was none, or it was acknowledged. */
export type ListedDelivery = DeliveryRow & { order_no: string | null; last_error: string | null };
export type ListAllDeliveriesResult = { data: ListedDelivery[]; next_cursor: string | null };

const usualLimit = 50;
const notThrough: readonly DeliveryStatus[] = ["pending", "leased", "parked", "dead"];

/** Those that moved last first. Throws 1002 (cursor). */
export async function listAllDeliveries(
  context: Context,
  input: ListAllDeliveriesInput,
): Promise<ListAllDeliveriesResult> {
  const limit = input.limit ?? usualLimit;
  const at = input.cursor === undefined ? undefined : readCursor(input.cursor, "dlv");
  const { rows, errors } = await context.store.run(async (db) => {
    const found = await listDeliveryRows(db, {
      statuses: input.status === undefined ? notThrough : [input.status],
      siteId: input.siteId,
      before: at && { availableAtMs: at.createdAtMs, id: at.id },
      limit,
    });
    const tries = await listLastAttempts(
      db,
      found.map(({ id }) => id),
    );
    return { rows: found, errors: new Map(tries.map(({ outboxId, error }) => [outboxId, error])) };
  });
  const last = rows.at(-1);
  const isLast = rows.length < limit || last === undefined;
  return {
    data: rows.map((row) => ({
      ...describeDeliveryRow(row),
      order_no: orderNoOf(row),
      last_error: errors.get(row.id) ?? null,
    })),
    next_cursor: isLast ? null : writeCursor({ createdAtMs: last.availableAtMs, id: last.id }),
  };
}

function orderNoOf({ payloadJson }: OutboxTable): string | null {
  return (JSON.parse(payloadJson) as { payment?: { order_no?: string } }).payment?.order_no ?? null;
}

/** `body` is what the site gets, the same at each try. */
export type InspectedDelivery = DeliveryDocument & { body: unknown };

/** Throws 1009. */
export async function inspectDelivery(context: Context, deliveryId: string): Promise<InspectedDelivery> {
  return context.store.run(async (db) => {
    const row = await loadDelivery(db, deliveryId);
    return { ...(await describeDelivery(db, row)), body: JSON.parse(row.payloadJson) };
  });
}

/** Throws 1009 where nothing that a site is owed has this id. */
export async function loadDelivery(db: Db, deliveryId: string): Promise<OutboxTable> {
  const row = await findOutboxRow(db, deliveryId);
  if (row?.kind !== "webhook") throw notFound({ zh: "通知", en: "delivery" }, deliveryId);
  return row;
}

export type DeliveryQueueDocument = {
  site: string;
  name: string;
  /** How the site is told. */
  adapter: string;
  /** Waiting or being tried now. */
  waiting: number;
  oldest_waiting_at: string | null;
  /** A person must act; the later ones of the same payment wait. */
  parked: number;
  /** Given up after three days. */
  dead: number;
  last_acknowledged_at: string | null;
};

/** Sites with something that is not through, the longest wait first. */
export async function listDeliveryQueues(context: Pick<Context, "store">): Promise<DeliveryQueueDocument[]> {
  return context.store.run(async (db) => {
    const queues = new Map<string, DeliveryQueueDocument>();
    for (const { siteId, status, count, oldestMs } of await sumQueues(db, notThrough)) {
      const queue = queues.get(siteId) ?? (await emptyQueue(db, siteId));
      queues.set(siteId, queue);
      if (status === "parked") queue.parked += count;
      else if (status === "dead") queue.dead += count;
      else {
        queue.waiting += count;
        const oldest = isoTime(oldestMs);
        if (queue.oldest_waiting_at === null || oldest < queue.oldest_waiting_at) queue.oldest_waiting_at = oldest;
      }
    }
    return [...queues.values()].sort((a, b) => compare(a.oldest_waiting_at ?? "9", b.oldest_waiting_at ?? "9"));
  });
}

async function emptyQueue(db: Db, siteId: string): Promise<DeliveryQueueDocument> {
  const receipt = await findLatestReceipt(db, siteId);
  return {
    site: siteId,
    name: (await findSite(db, siteId))?.name ?? siteId,
    adapter: (await findSiteDelivery(db, siteId))?.adapter ?? "webhook",
    waiting: 0,
    oldest_waiting_at: null,
    parked: 0,
    dead: 0,
    last_acknowledged_at: receipt === undefined ? null : isoTime(receipt.createdAtMs),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
