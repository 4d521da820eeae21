// What was posted to us, and the row that keeps it before anything is known about it.
import type { NotificationsTable } from "../../store/tables/notifications.ts";
import type { Context } from "../context.ts";

export type ReceivedNotification = {
  accountId: string;
  /** The body's bytes as they came; nothing may have decoded them. */
  rawBody: Uint8Array;
  contentType?: string;
  remoteAddress?: string;
  requestId: string;
  /** A site passed it on to us: it came to the address of the software that was there before. */
  forwardedBy?: ForwardedBy;
};

/** `rowsFound`: how many orders of this number the site has. */
export type ForwardedBy = { siteId: string; rowsFound?: number };

/** What that software's address carried itself; Alipay never signed it. Dropped there and nowhere else. */
export const legacyParameters: readonly string[] = ["dopost", "code"];

export function notificationRow(context: Context, input: ReceivedNotification, accountId: string): NotificationsTable {
  const nowMs = context.nowMs();
  return {
    id: context.newId("ntf"),
    accountId,
    messageKey: "",
    paymentId: null,
    attemptId: null,
    raw: input.rawBody,
    contentType: input.contentType?.slice(0, 200) ?? null,
    remoteAddress: input.remoteAddress?.slice(0, 64) ?? null,
    verified: 1,
    outcome: "ignored",
    reason: null,
    tradeNo: null,
    outTradeNo: null,
    tradeStatus: null,
    copies: 1,
    requestId: input.requestId,
    receivedAtMs: nowMs,
    lastReceivedAtMs: nowMs,
  };
}
