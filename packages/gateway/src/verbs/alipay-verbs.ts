// What Alipay tells us, and what we ask Alipay.

import type { Context } from "../use-cases/context.ts";
import { type AcceptNotificationInput, acceptNotification } from "../use-cases/notifications/accept-notification.ts";
import {
  type ConfirmByQueryInput,
  type ConfirmByQueryResult,
  confirmByQuery,
} from "../use-cases/notifications/confirm-by-query.ts";
import type { AcceptNotificationResult } from "../use-cases/notifications/notification-outcome.ts";

export type AlipayVerbs = {
  acceptNotification(input: AcceptNotificationInput): Promise<AcceptNotificationResult>;
  confirmByQuery(input: ConfirmByQueryInput): Promise<ConfirmByQueryResult>;
};

export function alipayVerbs(context: Context): AlipayVerbs {
  return {
    acceptNotification: (input) => acceptNotification(context, input),
    confirmByQuery: (input) => confirmByQuery(context, input),
  };
}
