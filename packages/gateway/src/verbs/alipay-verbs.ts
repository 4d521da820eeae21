// What Alipay tells us, and what we ask Alipay.
import {
  type AcceptNotificationInput,
  type AcceptNotificationResult,
  acceptNotification,
} from "../use-cases/accept-notification.ts";
import { type ConfirmByQueryInput, type ConfirmByQueryResult, confirmByQuery } from "../use-cases/confirm-by-query.ts";
import type { Context } from "../use-cases/context.ts";

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
