// A notification of a payment that the shop's earlier software began, forwarded by the site with the order as it stores it.
// It is verified like any other. An order that the gateway never made is adopted first: then there is an attempt, and the
// usual way settles it, with the second check, the match of seller and amount, decide() and the delivery.
import { AlipayError, readTradeFacts, type TradeFacts } from "@dedepay/alipay";
import { findAttemptByOutTradeNo } from "../../store/attempts.ts";
import { findSite } from "../../store/sites.ts";
import type { AccountsTable } from "../../store/tables/accounts.ts";
import { accountFor } from "../accounts/account-for.ts";
import type { Context } from "../context.ts";
import { acceptNotification } from "../notifications/accept-notification.ts";
import { isReturn } from "../notifications/is-return.ts";
import type { AcceptNotificationResult } from "../notifications/notification-outcome.ts";
import { legacyParameters, type ReceivedNotification } from "../notifications/notification-row.ts";
import type { Goods } from "../payments/payment-document.ts";
import { notFound } from "../refusals.ts";
import { adoptOrder } from "./adopt-order.ts";

/** The order as the site stores it. */
export type StoredOrder = {
  orderNo: string;
  /** How many rows bear this number: only one can be the order. */
  found: number;
  goods: Goods;
  storedFen?: bigint;
  /** How far the asked amount may lie from the stored one, where the site stores amounts as floats. */
  stepFen?: bigint;
};

export type LegacyNotificationInput = Pick<ReceivedNotification, "rawBody" | "remoteAddress" | "requestId"> & {
  siteId: string;
  account?: string;
  order?: StoredOrder;
};

/** Throws 1001 (the store), 1009, 1010 and 1012 (the account): nothing was acknowledged, Alipay sends again. */
export async function acceptLegacyNotification(
  context: Context,
  input: LegacyNotificationInput,
): Promise<AcceptNotificationResult> {
  const { siteId, order, rawBody, remoteAddress, requestId } = input;
  const account = await context.store.run(async (db) => {
    const site = await findSite(db, siteId);
    if (site === undefined) throw notFound({ zh: "站点", en: "site" }, siteId);
    return accountFor(db, site, input.account);
  });
  const facts = verifiedFacts(context, account, rawBody);
  const isKnown = facts === undefined || (await isAttempt(context, account, facts));
  if (!isKnown && order?.found === 1 && order.orderNo === facts.outTradeNo && order.storedFen !== undefined) {
    const amountFen = askedAmount(facts, order.storedFen, order.stepFen ?? 0n);
    const { orderNo, goods } = order;
    await adoptOrder(context, { siteId, account: account.id, orderNo, goods, amountFen, requestId });
  }
  return acceptNotification(context, {
    accountId: account.id,
    rawBody,
    requestId,
    ...(remoteAddress !== undefined && { remoteAddress }),
    forwardedBy: { siteId, ...(order !== undefined && { rowsFound: order.found }) },
  });
}

/** undefined: nothing to adopt by; what it is worth otherwise is acceptNotification's to say. */
function verifiedFacts(context: Context, account: AccountsTable, rawBody: Uint8Array): TradeFacts | undefined {
  const verdict = context.channel.verifyNotification(account, rawBody, { ownParameters: legacyParameters });
  if (!verdict.verified || isReturn(account.protocol, verdict.fields)) return undefined;
  try {
    return readTradeFacts(context.channel.accountOf(account), verdict.fields);
  } catch (error) {
    if (error instanceof AlipayError && error.kind === "malformed_reply") return undefined;
    throw error;
  }
}

async function isAttempt(context: Context, account: AccountsTable, facts: TradeFacts): Promise<boolean> {
  return (await context.store.run((db) => findAttemptByOutTradeNo(db, account.pid, facts.outTradeNo))) !== undefined;
}

/** What the site asked for then, as far as its stored amount can tell. Any other amount shows as a difference afterwards. */
function askedAmount({ totalFen }: TradeFacts, storedFen: bigint, stepFen: bigint): bigint {
  const difference = totalFen > storedFen ? totalFen - storedFen : storedFen - totalFen;
  return difference <= stepFen ? totalFen : storedFen;
}
