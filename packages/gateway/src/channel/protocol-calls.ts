// The few calls that the gateway makes to Alipay, the same for both protocols. They throw AlipayError; the channel turns
// that into answers.
import type { AlipayAccount, TradeFacts } from "@dedepay/alipay";
import type { PayContent } from "./pay-content.ts";

export type Shipment = {
  tradeNo: string;
  logisticsName: string;
  invoiceNo?: string;
  transportType: "POST" | "EXPRESS" | "EMS" | "DIRECT";
};

export type RefundCall = {
  outTradeNo: string;
  tradeNo: string | null;
  /** out_request_no, or batch_no. */
  requestNo: string;
  amountFen: bigint;
  reason: string;
  sellerId: string;
  /** undefined: Alipay shall not report what became of it. */
  notifyUrl: string | undefined;
};

/** What Alipay said of a refund. `succeeded`: money went back; `refundedFen` is cumulative, where it was said. */
export type RefundReport =
  | { kind: "succeeded"; refundedFen?: bigint }
  | { kind: "processing" }
  /** Asked by its number: no such refund, or none that succeeded. */
  | { kind: "absent" };

export type ProtocolCalls = {
  /** With every certificate that was learnt since: verify with this one. */
  readonly account: AlipayAccount;
  query(outTradeNo: string, timeoutMs?: number): Promise<TradeFacts>;
  close(outTradeNo: string): Promise<void>;
  refund(call: RefundCall): Promise<RefundReport>;
  queryRefund(call: RefundCall): Promise<RefundReport>;
  /** The QR code's text. OpenAPI only. */
  precreate?(content: PayContent, notifyUrl: string): Promise<string>;
  /** Partner protocol only. */
  ship?(shipment: Shipment): Promise<void>;
  /** Partner protocol only. */
  checkFreshness?(notifyId: string): Promise<"fresh" | "not_fresh">;
};
