// What the owner may do about what sites are owed.
import type { Context } from "../use-cases/context.ts";
import type { DeliveryRow } from "../use-cases/deliveries/describe-delivery.ts";
import {
  type DeliveryQueueDocument,
  type InspectedDelivery,
  inspectDelivery,
  type ListAllDeliveriesInput,
  type ListAllDeliveriesResult,
  listAllDeliveries,
  listDeliveryQueues,
} from "../use-cases/deliveries/list-all-deliveries.ts";
import {
  type ResendDeliveryInput,
  resendDelivery,
  type SettleDeliveryInput,
  settleDelivery,
} from "../use-cases/deliveries/resend-delivery.ts";
import {
  type RotatedWebhookSecret,
  type RotateWebhookSecretInput,
  rotateWebhookSecret,
} from "../use-cases/sites/rotate-webhook-secret.ts";
import { type SetSiteDeliveryInput, setSiteDelivery } from "../use-cases/sites/set-site-delivery.ts";

export type DeliveryVerbs = {
  listAllDeliveries(input: ListAllDeliveriesInput): Promise<ListAllDeliveriesResult>;
  inspectDelivery(deliveryId: string): Promise<InspectedDelivery>;
  listDeliveryQueues(): Promise<DeliveryQueueDocument[]>;
  resendDelivery(input: ResendDeliveryInput): Promise<DeliveryRow>;
  settleDelivery(input: SettleDeliveryInput): Promise<DeliveryRow>;
  setSiteDelivery(input: SetSiteDeliveryInput): Promise<{ adapter: string }>;
  rotateWebhookSecret(input: RotateWebhookSecretInput): Promise<RotatedWebhookSecret>;
};

export function deliveryVerbs(context: Context): DeliveryVerbs {
  return {
    listAllDeliveries: (input) => listAllDeliveries(context, input),
    inspectDelivery: (deliveryId) => inspectDelivery(context, deliveryId),
    listDeliveryQueues: () => listDeliveryQueues(context),
    resendDelivery: (input) => resendDelivery(context, input),
    settleDelivery: (input) => settleDelivery(context, input),
    setSiteDelivery: (input) => setSiteDelivery(context, input),
    rotateWebhookSecret: (input) => rotateWebhookSecret(context, input),
  };
}
