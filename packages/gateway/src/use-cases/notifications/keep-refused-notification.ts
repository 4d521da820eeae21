// Keeps what did not verify, as evidence for a diagnosis: limited in size and in number, because anybody can post.
import { createHash } from "node:crypto";
import { countUnverified, recordNotification } from "../../store/notifications.ts";
import type { AccountsTable } from "../../store/tables/accounts.ts";
import type { Context } from "../context.ts";
import { openIncident } from "../incidents/open-incident.ts";
import { notificationRow, type ReceivedNotification } from "./notification-row.ts";

const maxKeptBytes = 64 * 1024;

export type RefusedNotification = {
  input: ReceivedNotification;
  accountId: string;
  /** Absent where the address names none: without keys there is nothing to examine. */
  account?: AccountsTable;
  outcome: "unverified" | "unknown_account";
  reason: string;
};

export async function keepRefusedNotification(context: Context, refused: RefusedNotification): Promise<void> {
  const { input, accountId, outcome, reason } = refused;
  const nowMs = context.nowMs();
  context.log.warn(
    { requestId: input.requestId, accountId: input.accountId, outcome, reason, bytes: input.rawBody.byteLength },
    "notification refused",
  );
  if (context.refusedBudget.isKnownUsedUp(accountId, nowMs)) return;
  const raw = input.rawBody.subarray(0, maxKeptBytes);
  const incident = incidentOf(refused);
  // One key for an account: those that come at once would count the same incident's row, and wait for each other.
  const isKept = await context.store.inSharedTransaction(JSON.stringify(["refused", accountId]), async (db) => {
    const count = (sinceMs: number): Promise<number> => countUnverified(db, accountId, sinceMs);
    if (!(await context.refusedBudget.hasRoom(accountId, nowMs, count))) return false;
    await recordNotification(db, {
      ...notificationRow(context, { ...input, rawBody: raw }, accountId),
      messageKey: `u:${createHash("sha256").update(raw).digest("hex")}`,
      verified: 0,
      outcome,
      reason,
    });
    await openIncident(context, db, incident);
    return true;
  });
  if (!isKept) return;
  context.wakeRelay();
  if (refused.account !== undefined) {
    context.desk.later({ group: incident.group, accounts: [refused.account], evidence: raw });
  }
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
