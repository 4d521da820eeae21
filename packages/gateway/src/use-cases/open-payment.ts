// Makes the envelope for one visit of a buyer: fresh time and signature around the attempt's frozen content.
// Creates, closes and settles nothing at Alipay except the QR code of a QR payment (link previews come here too).
import { AlipayError } from "@dedepay/alipay";
import { takesErrorAddress } from "../channel/alipay-channel.ts";
import { alipayFailure } from "../channel/alipay-failure.ts";
import { insertAttempt, insertEnvelope, updateAttempt } from "../store/attempts.ts";
import { hasErrorNotices } from "../store/error-notices.ts";
import { findPayment, updatePayment } from "../store/payments.ts";
import { type Db, StaleVersion } from "../store/store.ts";
import type { AttemptsTable } from "../store/tables/attempts.ts";
import { type BuyerView, buyerView } from "./buyer-view.ts";
import type { Context } from "./context.ts";
import { notifyUrlOf } from "./describe-account.ts";
import { keepError, readKeptError } from "./last-error.ts";
import { type BuyerRows, loadForBuyer } from "./load-payment.ts";
import { newAttempt } from "./new-attempt.ts";
import { planAfterOpening } from "./query-schedule.ts";
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

/** Throws 1009 (no such payment). */
export async function openPayment(context: Context, input: OpenPaymentInput): Promise<OpenPaymentResult> {
  const rows = await context.store.run((db) => loadForBuyer(db, input.paymentId));
  const view = buyerView(rows, context.nowMs());
  if (!view.payable) return { kind: "state", view };
  const attempt = await attemptFor(context, rows, input);
  try {
    const opening = { input, rows, attempt };
    return attempt.product === "qr" ? await openQr(context, opening) : await openRedirect(context, opening);
  } catch (error) {
    if (!(error instanceof AlipayError)) throw error;
    const refused = { error, account: rows.account, paymentId: input.paymentId, requestId: input.requestId };
    if (error.outcomeKnown || error.kind === "signature") await reportRefusal(context, refused);
    return await failed(context, { input, error, protocol: rows.account.protocol });
  }
}

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

/** Committed before the buyer leaves, so that nobody pays under a request that we do not know. */
async function recordOpening(context: Context, { input, rows, attempt, signedText, qr }: Recorded): Promise<void> {
  const nowMs = context.nowMs();
  await context.store.inTransaction(async (db) => {
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
    await updateAttempt(db, attempt.id, { ...qr, openedAtMs: attempt.openedAtMs ?? nowMs });
    await planAfterOpening(context, db, rows.payment);
    await forgetTrouble(db, rows.payment.id);
  });
  context.wakeQueries();
  context.log.info(
    { requestId: input.requestId, paymentId: rows.payment.id, attemptId: attempt.id, service: attempt.service },
    "buyer leaves for Alipay",
  );
}

/** What went wrong at an earlier opening is over; an unknown outcome is not, and goes with Alipay's clear answer. */
async function forgetTrouble(db: Db, paymentId: string): Promise<void> {
  const payment = await findPayment(db, paymentId);
  if (payment === undefined || readKeptError(payment.lastErrorJson)?.money !== "none") return;
  await updatePayment(db, payment, { lastErrorJson: null });
}

/** Where the site left the product to us, the buyer's choice or his device decides; each way has its own attempt. */
async function attemptFor(context: Context, rows: BuyerRows, input: OpenPaymentInput): Promise<AttemptsTable> {
  const { payment, attempts, account } = rows;
  const current = attempts.find((attempt) => attempt.id === payment.currentAttemptId);
  if (current === undefined) throw new Error(`payment ${payment.id} has no current attempt`);
  const wanted = wayFor(waysOf(rows), input, current.product);
  if (wanted === undefined || current.product === wanted) return current;
  const known = attempts.find((attempt) => attempt.product === wanted && attempt.state === "open");
  if (known !== undefined) return known;
  return context.store.inTransaction((db) =>
    addAttempt(context, db, { payment, account, product: wanted, sequence: attempts.length + 1 }),
  );
}

function wayFor(ways: readonly Way[], input: OpenPaymentInput, usual: string): Way | undefined {
  const chosen = ways.find((way) => way === input.way);
  if (chosen !== undefined || usual === "qr") return chosen;
  const fitting = input.device === "phone" ? "wap" : "page";
  return ways.find((way) => way === fitting);
}

async function addAttempt(context: Context, db: Db, input: Parameters<typeof newAttempt>[1]): Promise<AttemptsTable> {
  const { row } = newAttempt(context, input);
  if (!(await insertAttempt(db, row))) throw new StaleVersion(`attempt ${input.sequence} of ${input.payment.id}`);
  return row;
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
    const lastErrorJson = JSON.stringify(keepError(failure, context.nowMs()));
    return { ...found, payment: await updatePayment(db, found.payment, { lastErrorJson }) };
  });
  return { kind: "failed", view: buyerView(rows, context.nowMs()) };
}
