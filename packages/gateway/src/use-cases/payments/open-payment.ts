// Makes the envelope for one visit of a buyer: fresh time and signature around the attempt's frozen content.
// Creates, closes and settles nothing at Alipay except the QR code of a QR payment (link previews come here too).
import { AlipayError } from "@dedepay/alipay";
import { takesErrorAddress } from "../../channel/alipay-channel.ts";
import { alipayFailure } from "../../channel/alipay-failure.ts";
import { findAttempt, insertAttempt, insertEnvelope, updateAttempt } from "../../store/attempts.ts";
import { hasErrorNotices } from "../../store/error-notices.ts";
import { findPayment, type PaymentChanges, updatePayment } from "../../store/payments.ts";
import { type Db, StaleVersion } from "../../store/store.ts";
import type { AttemptsTable } from "../../store/tables/attempts.ts";
import type { PaymentsTable } from "../../store/tables/payments.ts";
import { notifyUrlOf } from "../accounts/describe-account.ts";
import type { Context } from "../context.ts";
import { isAdoptedAttempt } from "../legacy/adopted.ts";
import { planAfterOpening } from "../queries/query-schedule.ts";
import { type BuyerView, buyerView } from "./buyer-view.ts";
import { isPayable } from "./is-payable.ts";
import { keepError, readKeptError } from "./last-error.ts";
import { type BuyerRows, loadForBuyer } from "./load-payment.ts";
import { newAttempt } from "./new-attempt.ts";
import type { Product } from "./payment-document.ts";
import { reportRefusal } from "./report-refusal.ts";
import { type Way, waysOf } from "./ways-of.ts";

export type OpenPaymentInput = {
  paymentId: string;
  device: "desktop" | "phone";
  /** What the buyer chose by hand; counts only where the site left the product to us and a contract allows it. */
  way?: Way;
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

type Opening = { input: OpenPaymentInput; rows: BuyerRows; attempt: AttemptsTable };

/** Alipay lets a code die after two hours; one that would die under the buyer's eyes is made anew. */
const qrLifeMs = 2 * 3600 * 1000;
const qrMarginMs = 60 * 1000;
/** Of one attempt: enough to see what went wrong for a buyer, too few to fill a disk by pressing "reload". */
const mostEnvelopes = 20;
/** A replacement that wins against the buyer is seen at the next look; more than a few in a row are no coincidence. */
const mostLooks = 5;

/** Throws 1009 (no such payment). */
export async function openPayment(context: Context, input: OpenPaymentInput): Promise<OpenPaymentResult> {
  for (let look = 1; ; look += 1) {
    const { rows, attempt } = await choose(context, input);
    if (attempt === undefined) return { kind: "state", view: buyerView(rows, context.nowMs()) };
    try {
      const opening = { input, rows, attempt };
      return attempt.product === "qr" ? await openQr(context, opening) : await openRedirect(context, opening);
    } catch (error) {
      if (error instanceof Overtaken && look < mostLooks) continue;
      if (!(error instanceof AlipayError)) throw error;
      const refused = { error, account: rows.account, paymentId: input.paymentId, requestId: input.requestId };
      if (error.outcomeKnown || error.kind === "signature") await reportRefusal(context, refused);
      return await failed(context, { input, error, protocol: rows.account.protocol });
    }
  }
}

/** The attempt is not the payment's any more, or the payment waits for nobody: look again before the buyer leaves. */
class Overtaken extends Error {}

async function openRedirect(context: Context, { input, rows, attempt }: Opening): Promise<OpenPaymentResult> {
  const publicUrl = context.publicUrl();
  const notifyUrl = notifyUrlOf(publicUrl, rows.account.id);
  const hearsOfErrors =
    takesErrorAddress(attempt.service) && (await context.store.run((db) => hasErrorNotices(db, rows.account.id)));
  const request = context.channel.payRequest(rows.account, attempt, {
    notifyUrl,
    returnUrl: `${publicUrl}/return/${attempt.id}`,
    // The same address: what comes there is told apart by its own fields.
    ...(hearsOfErrors && { errorNotifyUrl: notifyUrl }),
  });
  await recordOpening(context, { input, rows, attempt, signedText: request.signedText });
  return {
    kind: "redirect",
    view: buyerView(rows, context.nowMs()),
    attemptId: attempt.id,
    url: request.url,
    endpointOrigin: new URL(rows.account.endpoint).origin,
    renderForm: request.renderForm,
  };
}

async function openQr(context: Context, { input, rows, attempt }: Opening): Promise<OpenPaymentResult> {
  const nowMs = context.nowMs();
  const view = buyerView(rows, nowMs);
  if (attempt.qrCode !== null && (attempt.qrValidUntilMs ?? 0) > nowMs + qrMarginMs) {
    return {
      kind: "qr",
      view,
      attemptId: attempt.id,
      qrCode: attempt.qrCode,
      validUntilMs: attempt.qrValidUntilMs ?? 0,
    };
  }
  const made = await context.channel.precreate(
    rows.account,
    attempt,
    notifyUrlOf(context.publicUrl(), rows.account.id),
  );
  const validUntilMs = Math.min(nowMs + qrLifeMs, rows.payment.expiresAtMs);
  const qr = { qrCode: made.qrCode, qrValidUntilMs: validUntilMs };
  await recordOpening(context, { input, rows, attempt, signedText: made.signedText, qr });
  return { kind: "qr", view, attemptId: attempt.id, qrCode: made.qrCode, validUntilMs };
}

type Recorded = Opening & { signedText: string; qr?: Pick<AttemptsTable, "qrCode" | "qrValidUntilMs"> };

/**
 * Committed before the buyer leaves, so that nobody pays under a request that we do not know. The payment's version puts it in
 * one row with replacements and closings: what was shut meanwhile is not handed out. Throws Overtaken.
 */
async function recordOpening(context: Context, { input, rows, attempt, signedText, qr }: Recorded): Promise<void> {
  const nowMs = context.nowMs();
  await context.store.inTransaction(async (db) => {
    const payment = await findPayment(db, rows.payment.id);
    const current = await findAttempt(db, attempt.id);
    if (payment === undefined || current === undefined || !isPayable(payment, nowMs) || !isUsable(current))
      throw new Overtaken();
    const envelope = {
      id: context.newId("env"),
      attemptId: attempt.id,
      service: attempt.service,
      signedText,
      device: input.device,
      requestId: input.requestId,
      createdAtMs: nowMs,
    };
    await insertEnvelope(db, envelope, mostEnvelopes);
    await updateAttempt(db, attempt.id, { ...qr, openedAtMs: current.openedAtMs ?? nowMs });
    await planAfterOpening(context, db, payment);
    await updatePayment(db, payment, withoutTrouble(payment));
  });
  context.wakeQueries();
  context.log.info(
    { requestId: input.requestId, paymentId: rows.payment.id, attemptId: attempt.id, service: attempt.service },
    "buyer leaves for Alipay",
  );
}

/** What went wrong at an earlier opening is over; an unknown outcome is not, and goes with Alipay's clear answer. */
function withoutTrouble(payment: PaymentsTable): PaymentChanges {
  return readKeptError(payment.lastErrorJson)?.money === "none" ? { lastErrorJson: null } : {};
}

type Chosen = { rows: BuyerRows; attempt: AttemptsTable | undefined };

/** The attempt for this buyer, made where there is none yet; undefined where nothing is left to pay. */
async function choose(context: Context, input: OpenPaymentInput): Promise<Chosen> {
  const rows = await context.store.run((db) => loadForBuyer(db, input.paymentId));
  if (!isPayable(rows.payment, context.nowMs())) return { rows, attempt: undefined };
  const { known } = attemptFor(rows, input);
  if (known !== undefined) return { rows, attempt: known };
  return context.store.inTransaction((db) => makeAttempt(context, db, input));
}

/** Two buyers may need one at the same moment: what the other one made is found here. */
async function makeAttempt(context: Context, db: Db, input: OpenPaymentInput): Promise<Chosen> {
  const rows = await loadForBuyer(db, input.paymentId);
  const { payment, account, attempts } = rows;
  if (!isPayable(payment, context.nowMs())) return { rows, attempt: undefined };
  const { known, product, current } = attemptFor(rows, input);
  if (known !== undefined) return { rows, attempt: known };
  const sequence = Math.max(...attempts.map((attempt) => attempt.sequence)) + 1;
  const { row } = newAttempt(context, { payment, account, product, sequence });
  if (!(await insertAttempt(db, row))) throw new StaleVersion(`attempt ${sequence} of ${payment.id}`);
  await updatePayment(db, payment, isUsable(current) ? {} : { currentAttemptId: row.id });
  return { rows: await loadForBuyer(db, input.paymentId), attempt: row };
}

type Fitting = { known: AttemptsTable | undefined; product: Product; current: AttemptsTable };

/**
 * Where the site left the product to us, the buyer's choice or his device decides; each way has its own attempt. One whose trade
 * was closed for a replacement that did not come about leads nowhere: the same content goes out under a new number.
 */
function attemptFor(rows: BuyerRows, input: OpenPaymentInput): Fitting {
  const { payment, attempts } = rows;
  const current = attempts.find((attempt) => attempt.id === payment.currentAttemptId);
  if (current === undefined) throw new Error(`payment ${payment.id} has no current attempt`);
  const product = wayFor(waysOf(rows), input, current.product) ?? (current.product as Product);
  const fits = (attempt: AttemptsTable): boolean => attempt.product === product && isUsable(attempt);
  if (fits(current)) return { known: current, product, current };
  const known = attempts.find((attempt) => fits(attempt) && !isAdoptedAttempt(payment, attempt));
  return { known, product, current };
}

/** Its content is the payment's, and its trade is not known to be closed. */
function isUsable(attempt: AttemptsTable): boolean {
  return attempt.state === "open" || attempt.state === "replacing";
}

function wayFor(ways: readonly Way[], input: OpenPaymentInput, usual: string): Way | undefined {
  const chosen = ways.find((way) => way === input.way);
  if (chosen !== undefined || usual === "qr") return chosen;
  const fitting = input.device === "phone" ? "wap" : "page";
  return ways.find((way) => way === fitting);
}

async function failed(
  context: Context,
  o: { input: OpenPaymentInput; error: AlipayError; protocol: string },
): Promise<OpenPaymentResult> {
  const failure = alipayFailure(o.error, o.protocol === "mapi" ? "mapi" : "openapi");
  const { requestId, paymentId } = o.input;
  context.log.warn(
    { requestId, paymentId, code: failure.unified, alipayCode: failure.alipay?.subCode ?? failure.alipay?.code },
    "opening a payment failed",
  );
  const rows = await context.store.inTransaction(async (db) => {
    const found = await loadForBuyer(db, paymentId);
    // Paid or closed meanwhile: what failed is of no concern any more.
    if (found.payment.state !== "unpaid") return found;
    const lastErrorJson = JSON.stringify(keepError(failure, context.nowMs()));
    return { ...found, payment: await updatePayment(db, found.payment, { lastErrorJson }) };
  });
  if (rows.payment.state !== "unpaid") return { kind: "state", view: buyerView(rows, context.nowMs()) };
  return { kind: "failed", view: buyerView(rows, context.nowMs()) };
}
