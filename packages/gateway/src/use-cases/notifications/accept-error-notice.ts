// Alipay showed a buyer an error page in place of the cashier, and tells error_notify_url which code stood there. Nothing of
// money is in it: an incident with the catalogue's explanation, and the payment's visible trouble.
import { hash } from "node:crypto";
import { AlipayError, type MapiErrorNotice, readMapiNotification } from "@dedepay/alipay";
import { type CodePolicy, DedepayError, policyOf } from "@dedepay/errors";
import { findAttemptByOutTradeNo } from "../../store/attempts.ts";
import { recordNotification } from "../../store/notifications.ts";
import { findPayment, updatePayment } from "../../store/payments.ts";
import type { Db } from "../../store/store.ts";
import type { AccountsTable } from "../../store/tables/accounts.ts";
import type { Context } from "../context.ts";
import { openIncident } from "../incidents/open-incident.ts";
import { keepError } from "../payments/last-error.ts";
import { notificationRow, type ReceivedNotification } from "./notification-row.ts";
import { secondCheck } from "./second-check.ts";

/** undefined: no notice of an error page, or not of this partner. */
export function readErrorNotice(
  account: AccountsTable,
  fields: Readonly<Record<string, string>>,
): MapiErrorNotice | undefined {
  if (account.protocol !== "mapi" || fields["error_code"] === undefined) return undefined;
  try {
    const notice = readMapiNotification(fields);
    return notice.kind === "error" && notice.error.partner === account.pid ? notice.error : undefined;
  } catch (error) {
    if (error instanceof AlipayError && error.kind === "malformed_reply") return undefined;
    throw error;
  }
}

export type AcceptErrorNoticeResult = {
  answer: "success" | "fail";
  outcome: "error_page" | "unconfirmed";
  notificationId: string;
  paymentId?: string;
};

type Received = { input: ReceivedNotification; account: AccountsTable; notice: MapiErrorNotice };

export async function acceptErrorNotice(context: Context, received: Received): Promise<AcceptErrorNoticeResult> {
  const { input, account, notice } = received;
  const name = `${notice.notifyId ?? input.rawBody.toString()}:${notice.outTradeNo ?? ""}:${notice.errorCode}`;
  const messageKey = `v:${hash("sha256", name)}`;
  const row = { ...notificationRow(context, input, account.id), messageKey, outTradeNo: notice.outTradeNo ?? null };
  const second = await secondCheck(context, { account, notifyId: notice.notifyId, messageKey });
  if (second !== "passed") {
    const kept = { ...row, outcome: "unconfirmed", reason: second };
    await context.store.run((db) => recordNotification(db, kept));
    return { answer: "fail", outcome: "unconfirmed", notificationId: row.id };
  }
  const errorCode = notice.errorCode.slice(0, 64);
  const group = `buyer-saw-error-page:${account.id}:${errorCode}`;
  const paymentId = await context.store.inTransaction(async (db) => {
    const attempt = await findAttemptByOutTradeNo(db, account.pid, notice.outTradeNo ?? "");
    const ours = attempt?.accountId === account.id ? attempt : undefined;
    const about = { paymentId: ours?.paymentId ?? null, attemptId: ours?.id ?? null };
    const isNew = await recordNotification(db, { ...row, ...about, outcome: "error_page", reason: errorCode });
    if (isNew) await note(context, db, { received, errorCode, group, paymentId: ours?.paymentId });
    return ours?.paymentId;
  });
  context.wakeRelay();
  context.desk.later({ group, accounts: [account], evidence: [{ error: errorCode }] });
  const about = paymentId === undefined ? {} : { paymentId };
  return { answer: "success", outcome: "error_page", notificationId: row.id, ...about };
}

type Noted = { received: Received; errorCode: string; group: string; paymentId: string | undefined };

async function note(context: Context, db: Db, o: Noted): Promise<void> {
  const { errorCode, group, paymentId } = o;
  const { account, notice } = o.received;
  const policy = policyOf(errorCode, "mapi");
  if (paymentId !== undefined) await showTrouble(context, db, { paymentId, errorCode, policy });
  // What a buyer has to mend himself (his own account, his limit) the owner can't.
  if (policy.owner === "buyer") return;
  const [catalogue] = policy.causes;
  await openIncident(context, db, {
    cause: catalogue === undefined ? "buyer-saw-error-page" : { catalogue },
    group,
    title: {
      zh: `买家在支付宝看到错误页 ${errorCode}：${policy.meaningZh}`,
      en: `A buyer saw the error page ${errorCode} at Alipay: ${policy.meaningEn}`,
    },
    paymentId,
    accountId: account.id,
    evidence: {
      alipayCode: errorCode,
      outTradeNo: notice.outTradeNo,
      testUrl: paymentId === undefined ? undefined : `${context.publicUrl()}/pay/${paymentId}`,
    },
  });
}

type Trouble = { paymentId: string; errorCode: string; policy: CodePolicy };

/** Only while there is no money: an error page of one visit says nothing about a trade that was paid in another. */
async function showTrouble(context: Context, db: Db, { paymentId, errorCode, policy }: Trouble): Promise<void> {
  const payment = await findPayment(db, paymentId);
  if (payment === undefined || payment.state !== "unpaid") return;
  const failure = new DedepayError(policy.unified, {
    detail: {
      zh: `支付宝向买家显示错误页 ${errorCode}：${policy.meaningZh}`,
      en: `Alipay showed the buyer the error page ${errorCode}: ${policy.meaningEn}`,
    },
    money: "none",
    owner: policy.owner,
    alipay: { code: errorCode },
  });
  await updatePayment(db, payment, { lastErrorJson: JSON.stringify(keepError(failure, context.nowMs())) });
}
