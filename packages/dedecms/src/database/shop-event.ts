// What a delivery says about one order, as far as the shop needs it. The same rules as dedepay_event_payment() in PHP.

export type ShopPayment = {
  readonly id: string;
  readonly orderNo: string;
  readonly amountFen: bigint;
  readonly refundedFen: bigint;
  /** Unix time; undefined where it is not known. */
  readonly paidAtS: number | undefined;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Begun by the stock plugin, which may have settled the order before it went. */
  readonly isAdopted: boolean;
};

export type ShopEvent = {
  readonly type: string;
  readonly payment: ShopPayment;
  /** Types of what the site was told about this payment before. */
  readonly earlier: readonly string[];
};

/** Undefined where something is not as it must be. */
export function readShopEvent(event: unknown): ShopEvent | undefined {
  if (!isRecord(event) || !isRecord(event["payment"])) return undefined;
  const { type, earlier, payment } = event;
  const { id, order_no: orderNo, amount_fen: amount, refunded_fen: refunded = 0, paid_at: paidAt, metadata } = payment;
  if (typeof type !== "string" || typeof id !== "string" || !/^\w{1,64}$/.test(id)) return undefined;
  if (orderNo === undefined || orderNo === null || !isFen(amount) || !isFen(refunded) || amount <= 0) return undefined;
  const known = isRecord(metadata) ? metadata : {};
  return {
    type,
    payment: {
      id,
      // Anything but a text is no number that the CMS makes.
      orderNo: typeof orderNo === "string" ? orderNo : "",
      amountFen: BigInt(amount),
      refundedFen: BigInt(refunded),
      paidAtS: unixTime(paidAt),
      metadata: known,
      isAdopted: known["adopted"] !== undefined && known["adopted"] !== null,
    },
    earlier: Array.isArray(earlier) ? earlier.filter((one) => typeof one === "string") : [],
  };
}

/** Of `2026-01-01T04:00:00.000Z`; undefined for any other text. */
export function unixTime(text: unknown): number | undefined {
  if (typeof text !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000);
}

/** Stands in the order's own text beside what was handed out: tells our fulfilment from anybody else's. */
export function receiptMark({ id }: { readonly id: string }): string {
  return `[dedepay ${id.slice(-8)}]`;
}

function isFen(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
