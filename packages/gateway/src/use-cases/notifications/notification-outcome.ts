// What became of a notification, and what is answered to who posted it.

export type NotificationOutcome =
  | "moved"
  | "ignored"
  | "duplicate"
  | "conflict"
  | "differs"
  | "parked"
  | "unconfirmed"
  | "unverified"
  | "unknown_account"
  | "unsupported"
  | "error_page";

/** `answer` is the whole body of the HTTP 200 reply. A store which is down is thrown as 1001 instead (HTTP 500). */
export type AcceptNotificationResult = {
  answer: "success" | "fail";
  outcome: NotificationOutcome;
  notificationId?: string;
  paymentId?: string;
};
