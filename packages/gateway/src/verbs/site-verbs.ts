// What a site may ask for, over the API that it signs.

import type { Diagnosis } from "@dedepay/doctor";
import { type AnswerOnceInput, type AnswerOnceResult, answerOnce, type Work } from "../use-cases/answer-once.ts";
import type { Context } from "../use-cases/context.ts";
import {
  type AcknowledgeDeliveryInput,
  type AcknowledgeDeliveryResult,
  acknowledgeDelivery,
} from "../use-cases/deliveries/acknowledge-delivery.ts";
import {
  type ListDeliveriesInput,
  type ListDeliveriesResult,
  listDeliveries,
} from "../use-cases/deliveries/list-deliveries.ts";
import { type DiagnoseEvidenceInput, diagnoseEvidence } from "../use-cases/diagnosis/diagnose-evidence.ts";
import {
  acceptLegacyNotification,
  type LegacyNotificationInput,
} from "../use-cases/legacy/accept-legacy-notification.ts";
import { type AdoptOrderInput, type AdoptOrderResult, adoptOrder } from "../use-cases/legacy/adopt-order.ts";
import type { AcceptNotificationResult } from "../use-cases/notifications/notification-outcome.ts";
import { type ClosePaymentInput, closePayment } from "../use-cases/payments/close-payment.ts";
import {
  type CreatePaymentInput,
  type CreatePaymentResult,
  createPayment,
} from "../use-cases/payments/create-payment.ts";
import { type GetPaymentInput, type GetPaymentResult, getPayment } from "../use-cases/payments/get-payment.ts";
import { listPaymentEvents, type PaymentEventDocument } from "../use-cases/payments/list-payment-events.ts";
import { type ListPaymentsInput, type ListPaymentsResult, listPayments } from "../use-cases/payments/list-payments.ts";
import type { PaymentDocument } from "../use-cases/payments/payment-document.ts";
import { type ReplacePaymentInput, replacePayment } from "../use-cases/payments/replace-payment.ts";
import { type SyncPaymentInput, type SyncPaymentResult, syncPayment } from "../use-cases/queries/sync-payment.ts";
import {
  getRefund,
  type ListRefundsInput,
  type ListRefundsResult,
  listRefunds,
} from "../use-cases/refunds/list-refunds.ts";
import type { RefundDocument } from "../use-cases/refunds/refund-document.ts";
import {
  type RequestRefundInput,
  type RequestRefundResult,
  requestRefund,
} from "../use-cases/refunds/request-refund.ts";
import { type ShipPaymentInput, type ShipPaymentResult, shipPayment } from "../use-cases/shipping/ship-payment.ts";
import { allowsOrigin, findSiteByKey, type SiteKey } from "../use-cases/sites/find-site-by-key.ts";

export type SiteVerbs = {
  /** Carries a request out once per Idempotency-Key. */
  answerOnce(input: AnswerOnceInput, work: Work): Promise<AnswerOnceResult>;
  findSiteByKey(keyId: string): Promise<SiteKey | undefined>;
  /** Whether a browser at this origin may use some key. */
  allowsOrigin(origin: string): Promise<boolean>;
  createPayment(input: CreatePaymentInput): Promise<CreatePaymentResult>;
  getPayment(input: GetPaymentInput): Promise<GetPaymentResult>;
  replacePayment(input: ReplacePaymentInput): Promise<PaymentDocument>;
  closePayment(input: ClosePaymentInput): Promise<PaymentDocument>;
  syncPayment(input: SyncPaymentInput): Promise<SyncPaymentResult>;
  listPayments(input: ListPaymentsInput): Promise<ListPaymentsResult>;
  listPaymentEvents(input: GetPaymentInput): Promise<PaymentEventDocument[]>;
  shipPayment(input: ShipPaymentInput): Promise<ShipPaymentResult>;
  requestRefund(input: RequestRefundInput): Promise<RequestRefundResult>;
  listRefunds(input: ListRefundsInput): Promise<ListRefundsResult>;
  getRefund(input: ListRefundsInput & { refundId: string }): Promise<RefundDocument>;
  diagnoseEvidence(input: DiagnoseEvidenceInput): Promise<Diagnosis>;
  listDeliveries(input: ListDeliveriesInput): Promise<ListDeliveriesResult>;
  acknowledgeDelivery(input: AcknowledgeDeliveryInput): Promise<AcknowledgeDeliveryResult>;
  acceptLegacyNotification(input: LegacyNotificationInput): Promise<AcceptNotificationResult>;
  adoptOrder(input: AdoptOrderInput): Promise<AdoptOrderResult>;
};

export function siteVerbs(context: Context): SiteVerbs {
  return {
    answerOnce: (input, work) => answerOnce(context, input, work),
    findSiteByKey: (keyId) => findSiteByKey(context, keyId),
    allowsOrigin: (origin) => allowsOrigin(context, origin),
    createPayment: (input) => createPayment(context, input),
    getPayment: (input) => getPayment(context, input),
    replacePayment: (input) => replacePayment(context, input),
    closePayment: (input) => closePayment(context, input),
    syncPayment: (input) => syncPayment(context, input),
    listPayments: (input) => listPayments(context, input),
    listPaymentEvents: (input) => listPaymentEvents(context, input),
    shipPayment: (input) => shipPayment(context, input),
    requestRefund: (input) => requestRefund(context, input),
    listRefunds: (input) => listRefunds(context, input),
    getRefund: (input) => getRefund(context, input),
    diagnoseEvidence: (input) => diagnoseEvidence(context, input),
    listDeliveries: (input) => listDeliveries(context, input),
    acknowledgeDelivery: (input) => acknowledgeDelivery(context, input),
    acceptLegacyNotification: (input) => acceptLegacyNotification(context, input),
    adoptOrder: (input) => adoptOrder(context, input),
  };
}
