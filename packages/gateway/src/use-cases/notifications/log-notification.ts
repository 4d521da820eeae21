// The one line that a notification gets, whatever became of it: `warn` where a person should look.
import type { Log } from "../../platform/log.ts";
import type { AcceptNotificationResult, NotificationOutcome } from "./notification-outcome.ts";
import type { ReceivedNotification } from "./notification-row.ts";

const accepted = "notification accepted";
const refused = "notification refused";
const needsEye = "notification needs a person's eye";

const messages: Readonly<Record<NotificationOutcome, string>> = {
  moved: accepted,
  ignored: accepted,
  duplicate: accepted,
  error_page: accepted,
  conflict: needsEye,
  differs: needsEye,
  parked: needsEye,
  unsupported: needsEye,
  unconfirmed: needsEye,
  unverified: refused,
  unknown_account: refused,
};

/** `reason`: why it was refused. */
export function logNotification(
  log: Log,
  input: ReceivedNotification,
  result: AcceptNotificationResult & { reason?: string },
): void {
  const { requestId, accountId, rawBody } = input;
  const { outcome, answer, reason, notificationId, paymentId } = result;
  const bytes = rawBody.byteLength;
  const fields = { requestId, accountId, outcome, answer, reason, bytes, notificationId, paymentId };
  const message = messages[outcome];
  if (message === accepted) log.info(fields, message);
  else log.warn(fields, message);
}
