// A person acts on something that a site is owed: has it sent again, or says how it ended.
import { DedepayError } from "@dedepay/errors";
import { keepReceipt } from "../../outbox/keep-receipt.ts";
import { grantsGoods } from "../../outbox/site-adapter.ts";
import { insertDeliveryResend } from "../../store/delivery-resends.ts";
import { moveRow } from "../../store/outbox-rows.ts";
import { findPayment } from "../../store/payments.ts";
import { type Db, StaleVersion } from "../../store/store.ts";
import type { OutboxTable } from "../../store/tables/outbox.ts";
import type { Context } from "../context.ts";
import { actorOf, type ByOwner, recordAudit } from "../record-audit.ts";
import { type DeliveryRow, describeDeliveryRow } from "./describe-delivery.ts";
import { loadDelivery } from "./list-all-deliveries.ts";

export type ResendDeliveryInput = ByOwner & {
  deliveryId: string;
  /** Tells a site that something is paid whose money went back meanwhile; it may hand out the goods. */
  evenIfRefunded?: boolean;
};

/**
 * Whatever its status, also an acknowledged one: the same id and the same bytes go out again, at once and then for another
 * three days. Throws 1009; 1010 where it is being tried at this moment, or would grant goods of a refunded payment.
 */
export async function resendDelivery(context: Context, input: ResendDeliveryInput): Promise<DeliveryRow> {
  const { deliveryId, requestId } = input;
  const after = await context.store.inTransaction(async (db) => {
    const row = await loadFree(db, deliveryId);
    if (input.evenIfRefunded !== true) await refuseRefunded(db, row);
    const nowMs = context.nowMs();
    const moved = await move(db, row, { status: "pending", availableAtMs: nowMs, doneAtMs: null });
    await insertDeliveryResend(db, {
      id: context.newId("rsd"),
      outboxId: row.id,
      attemptsBefore: row.attempts,
      requestId,
      createdAtMs: nowMs,
    });
    await recordAudit(context, db, {
      actor: actorOf(input),
      action: "delivery.resent",
      subject: row.id,
      before: { status: row.status, attempts: row.attempts },
      after: { status: moved.status, paymentId: row.paymentId, evenIfRefunded: input.evenIfRefunded },
      requestId,
    });
    return moved;
  });
  context.wakeRelay();
  return describeDeliveryRow(after);
}

export type SettleDeliveryInput = ByOwner & {
  deliveryId: string;
  /** `delivered`: the site has it, by whatever way. `given_up`: it shall not have it. */
  as: "delivered" | "given_up";
  /** What was looked at, for whoever reads it next year. */
  note: string;
};

/** Nothing is sent any more, and what waited behind it goes on. Throws 1009; 1010 where it is being tried now, or is through. */
export async function settleDelivery(context: Context, input: SettleDeliveryInput): Promise<DeliveryRow> {
  const { deliveryId, note, requestId } = input;
  const after = await context.store.inTransaction(async (db) => {
    const row = await loadFree(db, deliveryId);
    if (row.status === "done" || row.status === "skipped") throw alreadyThrough(row);
    const nowMs = context.nowMs();
    const status = input.as === "delivered" ? "done" : "skipped";
    const moved = await move(db, row, { status, availableAtMs: nowMs, doneAtMs: nowMs });
    if (input.as === "delivered") {
      await keepReceipt(context, db, { row, adapter: "by_hand", receipt: { actor: actorOf(input), note } });
    }
    await recordAudit(context, db, {
      actor: actorOf(input),
      action: "delivery.settled",
      subject: row.id,
      before: { status: row.status },
      after: { status, as: input.as, paymentId: row.paymentId, note },
      requestId,
    });
    return moved;
  });
  context.wakeRelay();
  return describeDeliveryRow(after);
}

async function loadFree(db: Db, deliveryId: string): Promise<OutboxTable> {
  const row = await loadDelivery(db, deliveryId);
  if (row.status !== "leased") return row;
  throw new DedepayError(1010, {
    retry: "backoff",
    owner: "site",
    detail: {
      zh: "这条通知正在发送，请稍后再操作",
      en: "This delivery is being tried at this moment; try again in a minute",
    },
  });
}

async function move(db: Db, row: OutboxTable, to: Parameters<typeof moveRow>[2]): Promise<OutboxTable> {
  if (!(await moveRow(db, row, to))) throw new StaleVersion(`delivery ${row.id}`);
  return { ...row, ...to };
}

async function refuseRefunded(db: Db, row: OutboxTable): Promise<void> {
  const { type } = JSON.parse(row.payloadJson) as { type: string };
  const payment = await findPayment(db, row.paymentId ?? "");
  if (!grantsGoods(type) || payment?.state !== "refunded") return;
  throw new DedepayError(1010, {
    owner: "merchant",
    detail: {
      zh: `订单 ${payment.orderNo} 的款项已全额退回，再次发送“${type}”可能使网站再发一次货；确实要发，请带上 even_if_refunded`,
      en: `The whole amount of order ${payment.orderNo} went back; sending ${type} again may make the site hand out the goods. Say even_if_refunded where that is meant`,
    },
    extra: { payment_id: payment.id, state: payment.state },
  });
}

function alreadyThrough(row: OutboxTable): DedepayError {
  return new DedepayError(1010, {
    owner: "merchant",
    detail: { zh: `这条通知已经结束：${row.status}`, en: `This delivery is through already: ${row.status}` },
  });
}
