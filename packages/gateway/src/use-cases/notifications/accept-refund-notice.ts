// The partner protocol's batch_refund_notify: signed, so it settles refunds of ours either way. What names no refund of ours is
// kept with an incident, like any verified message about something we don't know.
import { AlipayError, type MapiRefundNotice, readMapiNotification } from "@dedepay/alipay";
import { DedepayError, policyOf } from "@dedepay/errors";
import { findAttempt } from "../../store/attempts.ts";
import { recordNotification, updateNotification } from "../../store/notifications.ts";
import { findRefundByRequestNo } from "../../store/refunds.ts";
import type { Db } from "../../store/store.ts";
import type { AccountsTable } from "../../store/tables/accounts.ts";
import type { NotificationsTable } from "../../store/tables/notifications.ts";
import type { RefundsTable } from "../../store/tables/refunds.ts";
import type { Context } from "../context.ts";
import { openIncident } from "../incidents/open-incident.ts";
import { applyRefundEvent } from "../refunds/apply-refund-event.ts";

/** undefined: no notice of refunds. */
export function readRefundNotice(
  protocol: string,
  fields: Readonly<Record<string, string>>,
): MapiRefundNotice | undefined {
  if (protocol !== "mapi" || fields["notify_type"] !== "batch_refund_notify") return undefined;
  try {
    const notice = readMapiNotification(fields);
    return notice.kind === "refund" ? notice.refund : undefined;
  } catch (error) {
    if (error instanceof AlipayError && error.kind === "malformed_reply") return undefined;
    throw error;
  }
}

export type RefundNoticeOutcome = "moved" | "duplicate" | "parked";

/** One transaction: notification, refund, payment, postings, outbox. */
export async function commitRefundNotice(
  context: Context,
  db: Db,
  o: { account: AccountsTable; row: NotificationsTable; notice: MapiRefundNotice },
): Promise<{ outcome: RefundNoticeOutcome; paymentId: string | undefined }> {
  const { account, row, notice } = o;
  const isNew = await recordNotification(db, row);
  const refund = await findRefundByRequestNo(db, account.id, notice.batchNo);
  const result = refund === undefined ? undefined : await resultFor(db, refund, notice);
  if (refund === undefined || result === undefined) {
    await parkNotice(context, db, o);
    await updateNotification(db, keyOf(row), { outcome: "parked", reason: "unknown_refund" });
    return { outcome: "parked", paymentId: undefined };
  }
  const after = await applyRefundEvent(context, db, {
    refund,
    event: { type: result.code === "SUCCESS" ? "accepted" : "refused" },
    error: result.code === "SUCCESS" ? undefined : refusedWith(result.code),
    source: "notification",
    requestId: row.requestId,
  });
  const outcome = isNew || after.state !== refund.state ? "moved" : "duplicate";
  await updateNotification(db, keyOf(row), { outcome, paymentId: refund.paymentId, attemptId: refund.attemptId });
  return { outcome, paymentId: refund.paymentId };
}

type Result = MapiRefundNotice["results"][number];

/** The line about our trade and our amount; anything else is not about this refund. */
async function resultFor(db: Db, refund: RefundsTable, notice: MapiRefundNotice): Promise<Result | undefined> {
  const attempt = await findAttempt(db, refund.attemptId);
  return notice.results.find((one) => one.tradeNo === attempt?.tradeNo && one.amountFen === refund.amountFen);
}

function refusedWith(code: string): DedepayError {
  const policy = policyOf(code, "mapi");
  return new DedepayError(policy.unified, {
    detail: { zh: `支付宝返回 ${code}：${policy.meaningZh}`, en: `Alipay answered ${code}: ${policy.meaningEn}` },
    money: "none",
    owner: policy.owner,
    alipay: { code },
  });
}

function keyOf(row: NotificationsTable): { accountId: string; messageKey: string } {
  return { accountId: row.accountId, messageKey: row.messageKey };
}

async function parkNotice(
  context: Context,
  db: Db,
  o: { account: AccountsTable; notice: MapiRefundNotice },
): Promise<void> {
  await openIncident(context, db, {
    cause: "unknown-order",
    group: `unknown-refund:${o.account.id}:${o.notice.batchNo.slice(0, 32)}`,
    title: {
      zh: "收到一批网关不认识的退款的结果通知，请核对",
      en: "A verified notification tells of a refund batch that this gateway does not know",
    },
    accountId: o.account.id,
    evidence: { batchNo: o.notice.batchNo.slice(0, 32), successCount: o.notice.successCount },
  });
}
