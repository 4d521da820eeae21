// Makes the envelope for one visit of a buyer: fresh timestamp and signature around the attempt's frozen content.
import type { BuyerView } from "./buyer-view.ts";

export type OpenPaymentInput = {
  paymentId: string;
  device: "desktop" | "phone";
  requestId: string;
};

export type OpenPaymentResult =
  /** Send the browser to Alipay: by a self-submitting form (`renderForm`), or by its GET address. */
  | {
      kind: "redirect";
      view: BuyerView;
      attemptId: string;
      url: string;
      /** Where the form posts to, for the page's form-action directive. */
      endpointOrigin: string;
      renderForm(nonce?: string): { html: Uint8Array; contentType: string };
    }
  /** Show `qrCode` (a URL) as a picture. */
  | { kind: "qr"; view: BuyerView; attemptId: string; qrCode: string; validUntilMs: number }
  /** Nothing to pay any more (paid, closed, expired, refunded): show the state. */
  | { kind: "state"; view: BuyerView }
  /** Alipay did not give us what the buyer needs; the page says so and offers to try again. */
  | { kind: "failed"; view: BuyerView };
