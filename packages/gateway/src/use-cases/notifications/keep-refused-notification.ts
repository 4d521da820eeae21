// Keeps what did not verify, as evidence for a diagnosis: limited in size and in number, because anybody can post.
import { hash } from "node:crypto";
import { countUnverified, recordNotification } from "../../store/notifications.ts";
import type { AccountsTable } from "../../store/tables/accounts.ts";
import type { Context } from "../context.ts";
import { openIncident } from "../incidents/open-incident.ts";
import { isoTime } from "../payments/describe-payment.ts";
import { logNotification } from "./log-notification.ts";
import type { AcceptNotificationResult } from "./notification-outcome.ts";
import { notificationRow, type ReceivedNotification } from "./notification-row.ts";
import { maxKeptPerHour } from "./refused-budget.ts";

const maxKeptBytes = 64 * 1024;

export type RefusedNotification = {
  input: ReceivedNotification;
  accountId: string;
  /** Absent where the address names none: without keys there is nothing to examine. */
  account?: AccountsTable;
  outcome: "unverified" | "unknown_account";
  reason: string;
};

/** What is kept has a log line. What is not has none: a flood would fill the disk with lines, and each is counted in any case. */
export async function keepRefusedNotification(
  context: Context,
  refused: RefusedNotification,
): Promise<AcceptNotificationResult> {
  const { input, accountId, outcome, reason } = refused;
  const { refusedBudget: budget, log } = context;
  const nowMs = context.nowMs();
  const result = { answer: "fail", outcome } as const;
  const kept = budget.isKnownUsedUp(accountId, nowMs) ? undefined : await keep(context, refused, nowMs);
  if (kept === undefined) {
    const isFirst = budget.leaveOut(accountId, nowMs);
    if (isFirst) log.warn({ accountId, keptPerHour: maxKeptPerHour }, "refused notifications are only counted now");
    return result;
  }
  const leftOut = budget.spend(accountId, nowMs);
  if (leftOut !== undefined) {
    const { count, sinceMs } = leftOut;
    log.warn({ accountId, count, since: isoTime(sinceMs) }, "refused notifications were only counted");
  }
  logNotification(log, input, { ...result, ...kept, reason });
  return result;
}

/** undefined: its account has had its number. Without an id: the same bytes were kept before. */
async function keep(
  context: Context,
  refused: RefusedNotification,
  nowMs: number,
): Promise<{ notificationId?: string } | undefined> {
  const { input, accountId, outcome, reason } = refused;
  const raw = input.rawBody.subarray(0, maxKeptBytes);
  const incident = incidentOf(refused);
  // One key for an account: those that come at once would count the same incident's row, and wait for each other.
  const kept = await context.store.inSharedTransaction(JSON.stringify(["refused", accountId]), async (db) => {
    const count = (sinceMs: number): Promise<number> => countUnverified(db, accountId, sinceMs);
    if (!(await context.refusedBudget.hasRoom(accountId, nowMs, count))) return undefined;
    const row = notificationRow(context, { ...input, rawBody: raw }, accountId);
    const messageKey = `u:${hash("sha256", raw)}`;
    const isNew = await recordNotification(db, { ...row, messageKey, verified: 0, outcome, reason });
    await openIncident(context, db, incident);
    return isNew ? { notificationId: row.id } : {};
  });
  if (kept === undefined) return undefined;
  context.wakeRelay();
  if (refused.account !== undefined) {
    context.desk.later({ group: incident.group, accounts: [refused.account], evidence: raw });
  }
  return kept;
}

function incidentOf({ input, accountId, outcome, reason }: RefusedNotification): Parameters<typeof openIncident>[2] {
  const evidence = { requestId: input.requestId, reason, bytes: input.rawBody.byteLength };
  if (outcome === "unknown_account") {
    return {
      cause: "notification-for-unknown-account",
      group: "notification-for-unknown-account",
      title: {
        zh: "收到发往不存在的账户地址的通知，请核对通知地址",
        en: "A notification came for an account that does not exist; check the notify address",
      },
      evidence: { ...evidence, askedFor: input.accountId.slice(0, 64) },
    };
  }
  return {
    cause: "notification-not-verified",
    group: `notification-not-verified:${accountId}:${reason}`,
    title: {
      zh: "收到未通过验签的通知，未入账",
      en: "A notification did not verify; nothing was booked",
    },
    accountId,
    evidence,
  };
}
