// What the buyer's pages may show of a payment: no account, no site keys, no trade numbers of others.
import { productOf } from "./describe-payment.ts";
import { isPayable } from "./is-payable.ts";
import { describeError, outcomeOf, readKeptError } from "./last-error.ts";
import type { BuyerRows } from "./load-payment.ts";
import type { Environment, Goods, LastError, Outcome, Product, StateName } from "./payment-document.ts";
import { type Way, waysOf } from "./ways-of.ts";

export type BuyerView = {
  paymentId: string;
  siteName: string;
  orderNo: string;
  subject: string;
  amountFen: bigint;
  refundedFen: bigint;
  goods: Goods;
  product: Product;
  /** The site left it to us: a phone is sent to wap, a desktop to page, and the buyer may correct the guess. */
  deviceMatters: boolean;
  /** Ways between which the buyer may choose; empty where there is no choice. */
  ways: Way[];
  state: StateName;
  outcome: Outcome;
  environment: Environment;
  /** True once nothing is left for the buyer to do or to wait for (the page may stop updating itself). */
  settled: boolean;
  /** Escrow: the seller has shipped, the buyer should confirm the receipt in Alipay. */
  awaitsBuyerConfirmation: boolean;
  /** Virtual goods in escrow which the seller ships himself, instead of the gateway. */
  sellerShips: boolean;
  /** The buyer may (still) go to Alipay: unpaid, not expired, and begun by us. */
  payable: boolean;
  expiresAtMs: number | undefined;
  /** When the pay link ended, where it ended unpaid; undefined while it is good, and where money came. */
  linkEndedAtMs: number | undefined;
  paidAtMs: number | undefined;
  /** The site's page to go back to, with `payment_id` and `order_no` added, or our own way to it; undefined where the site gave none. */
  returnUrl: string | undefined;
  lastError: Pick<LastError, "code" | "buyer_message"> | undefined;
};

const statesToWaitIn: readonly StateName[] = ["unpaid", "escrow_paid", "escrow_shipped", "held"];

export function buyerView(rows: BuyerRows, nowMs: number): BuyerView {
  const { payment, account, site } = rows;
  const kept = readKeptError(payment.lastErrorJson);
  const state = payment.state as StateName;
  const product = productOf(rows);
  const ways = waysOf(rows);
  const described = kept === undefined ? undefined : describeError(kept);
  return {
    paymentId: payment.id,
    siteName: site.name,
    orderNo: payment.orderNo,
    subject: payment.subject,
    amountFen: payment.amountFen,
    refundedFen: payment.refundedFen,
    goods: payment.goods as Goods,
    product,
    deviceMatters: ways.includes("page") && ways.includes("wap"),
    ways,
    state,
    outcome: outcomeOf(state, kept),
    environment: account.environment as Environment,
    settled: !statesToWaitIn.includes(state),
    awaitsBuyerConfirmation: state === "escrow_shipped",
    sellerShips: rows.leftToSeller,
    payable: isPayable(payment, nowMs),
    expiresAtMs: payment.expiresBySite === 1 ? payment.expiresAtMs : undefined,
    linkEndedAtMs: isUnpaid(state) && nowMs >= payment.expiresAtMs ? payment.expiresAtMs : undefined,
    paidAtMs: payment.paidAtMs ?? undefined,
    returnUrl: returnUrlOf(rows),
    lastError: described === undefined ? undefined : { code: described.code, buyer_message: described.buyer_message },
  };
}

function isUnpaid(state: StateName): boolean {
  return state === "unpaid" || state === "closed";
}

function returnUrlOf({ payment, fromLookAlike }: BuyerRows): string | undefined {
  if (fromLookAlike) return `/back/${payment.id}`;
  if (payment.returnUrl === null) return undefined;
  const url = new URL(payment.returnUrl);
  url.searchParams.set("payment_id", payment.id);
  url.searchParams.set("order_no", payment.orderNo);
  return url.href;
}
