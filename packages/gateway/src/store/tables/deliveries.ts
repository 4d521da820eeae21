// How sites are told, and what they acknowledged.

/** A site without a row uses its webhook. */
export type SiteDeliveriesTable = {
  siteId: string;
  /** Name of a site adapter. */
  adapter: string;
  /** JSON. */
  settingsSealed: Uint8Array;
  changedAtMs: number;
};

/** A person sent it again; its tries are counted anew from here. */
export type DeliveryResendsTable = {
  id: string;
  outboxId: string;
  attemptsBefore: number;
  requestId: string;
  createdAtMs: number;
};

/** Replaced, and signed with as well until then. */
export type FormerWebhookSecretsTable = { id: string; siteId: string; secretSealed: Uint8Array; untilMs: number };

/** One for each acknowledged try; append-only, and kept longer than the delivery itself. */
export type DeliveryReceiptsTable = {
  id: string;
  outboxId: string;
  /** Of the try. */
  number: number;
  siteId: string;
  paymentId: string;
  /** `payment.paid`, … */
  deliveryType: string;
  adapter: string;
  receiptJson: string;
  createdAtMs: number;
};
