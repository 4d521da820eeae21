// A refund that Alipay reports after a restore and the ledger does not know: it may be the very one which the site will ask for
// again, so a person says what it was before the payment is refunded again.
import { DedepayError } from "@dedepay/errors";
import { isIncidentOpen } from "../../store/incidents.ts";
import type { Db } from "../../store/store.ts";
import type { Context } from "../context.ts";
import { openIncident } from "../incidents/open-incident.ts";

function groupOf(paymentId: string): string {
  return `${paymentId}:refund-found-after-restore`;
}

/** While the gap is being closed, a refund that Alipay reports may be the very one which the site will ask for again. */
export async function doubtRefundFoundAfterRestore(
  context: Context,
  db: Db,
  o: { paymentId: string; externalFen: bigint },
): Promise<void> {
  if (context.recovery.isOn) await openDoubt(context, db, o);
}

export async function openDoubt(
  context: Context,
  db: Db,
  o: { paymentId: string; externalFen: bigint },
): Promise<void> {
  await openIncident(context, db, {
    cause: "refund-found-after-restore",
    group: groupOf(o.paymentId),
    title: {
      zh: "恢复账本后，支付宝报告了一笔账本里没有的退款；核对并解决此事件之前，这笔支付不再退款",
      en: "After a restore Alipay reports a refund that the ledger does not know; until this incident is resolved the payment is not refunded again",
    },
    paymentId: o.paymentId,
    evidence: { amountFen: Number(o.externalFen) },
  });
}

/** Throws 1010 while a person has not said what the refund found after the restore was. */
export async function assertNoDoubtfulRefund(db: Db, paymentId: string): Promise<void> {
  if (!(await isIncidentOpen(db, groupOf(paymentId)))) return;
  throw new DedepayError(1010, {
    detail: {
      zh: "恢复账本后支付宝报告过这笔支付的一笔退款，账本里没有它。请核对它是不是本次要退的那一笔，解决对应的事件后再退",
      en: "After a restore Alipay reported a refund of this payment that the ledger does not know. See whether it is this one, resolve the incident, then refund",
    },
    extra: { reason: "refund_found_after_restore" },
  });
}
