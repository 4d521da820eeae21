// What the buyer's pages may show of a payment: no account, no site keys, no trade numbers of others.
import type { Environment, Goods, LastError, Outcome, Product, StateName } from "./payment-document.ts";

export type BuyerView = {
  paymentId: string;
  siteName: string;
  orderNo: string;
  subject: string;
  amountFen: bigint;
  refundedFen: bigint;
  goods: Goods;
  product: Product;
  state: StateName;
  outcome: Outcome;
  environment: Environment;
  /** True once nothing is left for the buyer to do or to wait for (the page may stop updating itself). */
  settled: boolean;
  /** Escrow: the seller has shipped, the buyer should confirm the receipt in Alipay. */
  awaitsBuyerConfirmation: boolean;
  /** The buyer may (still) go to Alipay: unpaid and not expired. */
  payable: boolean;
  expiresAtMs: number | undefined;
  paidAtMs: number | undefined;
  /** The site's page to go back to, with `payment_id` and `order_no` added; undefined where the site gave none. */
  returnUrl: string | undefined;
  lastError: Pick<LastError, "code" | "buyer_message"> | undefined;
};
