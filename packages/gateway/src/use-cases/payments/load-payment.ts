// Reads a payment with what belongs to it.
import { findAccount, listContracts } from "../../store/accounts.ts";
import { listAttempts } from "../../store/attempts.ts";
import { findLookAlikeOrder } from "../../store/look-alike-orders.ts";
import { findPayment } from "../../store/payments.ts";
import { findSite } from "../../store/sites.ts";
import type { Db } from "../../store/store.ts";
import type { ContractsTable } from "../../store/tables/accounts.ts";
import type { PaymentsTable } from "../../store/tables/payments.ts";
import type { SitesTable } from "../../store/tables/sites.ts";
import { paymentNotFound } from "../refusals.ts";
import { isLeftToSeller } from "../shipping/left-to-seller.ts";
import type { PaymentRows } from "./describe-payment.ts";

/** Throws 1009 where there is none. */
export async function loadPayment(db: Db, paymentId: string): Promise<PaymentRows> {
  const payment = await findPayment(db, paymentId);
  if (payment === undefined) throw paymentNotFound(paymentId);
  return withBelongings(db, payment);
}

/** What a payment is described with. */
export type Belongings = Omit<PaymentRows, "payment">;

export async function withBelongings(db: Db, payment: PaymentsTable): Promise<PaymentRows> {
  const account = await findAccount(db, payment.accountId);
  if (account === undefined) throw new Error(`payment ${payment.id} names a missing account`);
  return { payment, account, attempts: await listAttempts(db, payment.id) };
}

export type BuyerRows = PaymentRows & {
  site: SitesTable;
  contracts: ContractsTable[];
  /** It came through the look-alike of Alipay's old gateway, which has its own way back to the shop. */
  fromLookAlike: boolean;
  /** Virtual goods which the seller ships himself. */
  leftToSeller: boolean;
};

/** The same with site and contracts, for the buyer's pages. Throws 1009. */
export async function loadForBuyer(db: Db, paymentId: string): Promise<BuyerRows> {
  const rows = await loadPayment(db, paymentId);
  const site = await findSite(db, rows.payment.siteId);
  if (site === undefined) throw new Error(`payment ${paymentId} names a missing site`);
  const fromLookAlike = (await findLookAlikeOrder(db, paymentId)) !== undefined;
  const { state, goods } = rows.payment;
  const inEscrow = goods === "virtual" && (state === "escrow_paid" || state === "escrow_shipped");
  const leftToSeller = inEscrow && (await isLeftToSeller(db, paymentId));
  return { ...rows, site, contracts: await listContracts(db, rows.account.id), fromLookAlike, leftToSeller };
}
