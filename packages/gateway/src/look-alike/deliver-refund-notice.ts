// Tells an old shop what became of a refund that it asked for: batch_refund_notify, to the address which that call named.
import type { Charset } from "@dedepay/alipay";
import type { DeliveryOutcome, SiteDelivery } from "../outbox/site-adapter.ts";
import { findAttempt } from "../store/attempts.ts";
import { acknowledgeLookAlikeNotice, claimNoticeSending } from "../store/look-alike-orders.ts";
import { listUntoldRefunds, noteRefundTold } from "../store/look-alike-refunds.ts";
import { listRefunds } from "../store/refunds.ts";
import type { Db } from "../store/store.ts";
import type { LookAlikeRefundsTable } from "../store/tables/look-alike.ts";
import type { RefundsTable } from "../store/tables/refunds.ts";
import { judgeReply, notSent } from "./judge-reply.ts";
import { keptNotice } from "./kept-notice.ts";
import { refundResult } from "./refund-trade.ts";
import { type MessageContext, sendMessage } from "./send-message.ts";

type Untold = { asked: LookAlikeRefundsTable; refund: RefundsTable; tradeNo: string };

/** One refund at a time; where more have ended, the delivery comes again at once. */
export async function deliverRefundNotice(
  context: MessageContext,
  o: { delivery: SiteDelivery; siteId: string },
): Promise<DeliveryOutcome> {
  const { delivery, siteId } = o;
  const [first, ...others] = await context.store.run((db) => untoldRefunds(db, delivery.payment.id));
  if (first === undefined) return { kind: "acknowledged", receipt: { told: "no", because: "nobody_asked" } };
  const { asked, refund, tradeNo } = first;
  const nowMs = context.nowMs();
  const { partner, paymentId, batchNo } = asked;
  const notice = await context.store.run((db) =>
    keptNotice(db, { what: refund.id, kind: "refund", partner, paymentId, nowMs }),
  );
  if (!(await context.store.run((db) => claimNoticeSending(db, notice, nowMs)))) {
    return { kind: "retry", why: notSent, afterMs: 60_000 };
  }
  const reply = await sendMessage(context, {
    siteId,
    notice,
    url: asked.notifyUrl ?? "",
    charset: asked.charset as Charset,
    fields: {
      notify_type: "batch_refund_notify",
      batch_no: batchNo,
      success_num: refund.state === "succeeded" ? "1" : "0",
      result_details: refundResult(refund, tradeNo),
    },
  });
  const orderNo = delivery.payment.order_no;
  const outcome = judgeReply({ reply, earlier: delivery.earlierTries, orderNo, notifyId: notice.id });
  if (outcome.kind !== "acknowledged") return outcome;
  await context.store.run(async (db) => {
    await acknowledgeLookAlikeNotice(db, notice.id, context.nowMs());
    await noteRefundTold(db, asked, context.nowMs());
  });
  return others.length === 0 ? outcome : { kind: "retry", why: notSent, afterMs: 1000 };
}

async function untoldRefunds(db: Db, paymentId: string): Promise<Untold[]> {
  const all = await listRefunds(db, paymentId);
  const untold: Untold[] = [];
  for (const asked of await listUntoldRefunds(db, paymentId)) {
    const refund = all.find((one) => one.refundNo === asked.batchNo);
    if (refund === undefined || (refund.state !== "succeeded" && refund.state !== "failed")) continue;
    untold.push({ asked, refund, tradeNo: (await findAttempt(db, refund.attemptId))?.tradeNo ?? "" });
  }
  return untold;
}
