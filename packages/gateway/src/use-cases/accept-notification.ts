// Takes what was posted to /notify/:account and answers by the acknowledgement table of DESIGN §3.

export type AcceptNotificationInput = {
  accountId: string;
  /** The body's bytes as they came; nothing may have decoded them. */
  rawBody: Uint8Array;
  contentType?: string;
  remoteAddress?: string;
  requestId: string;
};

/** `answer` is the whole body of the HTTP 200 reply. A store which is down is thrown as 1001 instead (HTTP 500). */
export type AcceptNotificationResult = {
  answer: "success" | "fail";
  outcome:
    | "moved"
    | "ignored"
    | "duplicate"
    | "conflict"
    | "differs"
    | "parked"
    | "unverified"
    | "unknown_account"
    | "unsupported";
  notificationId?: string;
  paymentId?: string;
};
