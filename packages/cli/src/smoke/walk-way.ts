// Walks one way of paying from the order to the last webhook, and judges it.
import { Buyer } from "./buyer.ts";
import { isDelivered, isPaid, type Judged, mistakesOf } from "./check-payment.ts";
import type { InspectedPayment, PaymentDocument } from "./gateway-api.ts";
import { notifyTwice } from "./notify-twice.ts";
import type { Rehearsal } from "./rehearsal.ts";
import type { Way } from "./way.ts";

export interface Walked {
  readonly way: Way;
  readonly orderNo: string;
  readonly paymentId?: string;
  readonly states: readonly string[];
  readonly postings: readonly string[];
  readonly deliveries: readonly { readonly type: string; readonly tries: number }[];
  readonly tookMs: number;
  readonly paid: boolean;
  readonly delivered: boolean;
  readonly mistakes: readonly string[];
}

const timeoutMs = 60_000;
const amountFen = 8_800;

/** Never rejects: what goes wrong is among the mistakes. */
export async function walkWay(rehearsal: Rehearsal, way: Way, orderNo: string): Promise<Walked> {
  const startedMs = rehearsal.nowMs();
  const states: string[] = [];
  try {
    const judged = await walk(rehearsal, { way, orderNo, states });
    const { inspected } = judged;
    return {
      way,
      orderNo,
      paymentId: inspected.payment.id,
      states,
      postings: inspected.postings.map(({ from, to, amount_fen }) => `${from}→${to} ${amount_fen}`),
      deliveries: inspected.deliveries.map(({ type, attempts }) => ({ type, tries: attempts.length })),
      tookMs: rehearsal.nowMs() - startedMs,
      paid: isPaid(judged),
      delivered: isDelivered(judged),
      mistakes: mistakesOf(judged),
    };
  } catch (error) {
    // Whatever stops one way is this way's result; the others go on.
    const mistakes = [error instanceof Error ? error.message : String(error)];
    const tookMs = rehearsal.nowMs() - startedMs;
    return { way, orderNo, states, postings: [], deliveries: [], tookMs, paid: false, delivered: false, mistakes };
  }
}

async function walk(rehearsal: Rehearsal, o: { way: Way; orderNo: string; states: string[] }): Promise<Judged> {
  const { way, orderNo } = o;
  const { inbox } = rehearsal;
  if (way.webhookRefusals > 0) inbox.refuse(orderNo, way.webhookRefusals);
  const created = await createPayment(rehearsal, way, orderNo);
  const seen = (payment: PaymentDocument): void =>
    void (o.states.at(-1) !== payment.state && o.states.push(payment.state));
  seen(created);
  if (way.notifiedTwice) await notifyTwice(rehearsal, created.attempts[0]?.out_trade_no ?? "");
  const buyer = new Buyer(rehearsal.exchange, way);
  await buyer.pay(created.pay_url, way);
  if (way.escrow) {
    await waitForWebhook(rehearsal, orderNo, "payment.escrow_paid");
    seen(await readPayment(rehearsal, created.id));
    await ship(rehearsal, created.id);
    seen(await waitForState(rehearsal, created.id, "escrow_shipped"));
    await buyer.confirmReceipt();
  }
  await waitForWebhook(rehearsal, orderNo, "payment.paid");
  seen(await readPayment(rehearsal, created.id));
  const inspected = await waitForDeliveries(rehearsal, created.id);
  return { way, amountFen, inspected, webhooks: inbox.received.filter((one) => one.orderNo === orderNo) };
}

function createPayment({ api, siteKey, returnUrl }: Rehearsal, way: Way, orderNo: string): Promise<PaymentDocument> {
  return api.asSite<PaymentDocument>(siteKey, {
    method: "POST",
    target: "/v1/payments",
    body: {
      order_no: orderNo,
      amount_fen: amountFen,
      currency: "CNY",
      subject: `演练：${way.zh}`,
      goods: way.goods,
      product: way.product,
      account: way.account,
      return_url: returnUrl,
    },
  });
}

function readPayment({ api, siteKey }: Rehearsal, id: string): Promise<PaymentDocument> {
  return api.asSite<PaymentDocument>(siteKey, { method: "GET", target: `/v1/payments/${id}` });
}

async function ship({ api, siteKey }: Rehearsal, id: string): Promise<void> {
  const body = { logistics_name: "顺丰速运", invoice_no: "SF0000000001", transport_type: "EXPRESS" };
  await api.asSite(siteKey, { method: "POST", target: `/v1/payments/${id}/shipment`, body });
}

async function waitForWebhook(rehearsal: Rehearsal, orderNo: string, type: string): Promise<void> {
  const arrived = async (): Promise<true | undefined> =>
    rehearsal.inbox.accepted(orderNo, type).length > 0 || undefined;
  await waitFor(rehearsal, arrived, { what: `webhook ${type}`, pollMs: 50 });
}

function waitForState(rehearsal: Rehearsal, id: string, state: string): Promise<PaymentDocument> {
  const reached = async (): Promise<PaymentDocument | undefined> => {
    const payment = await readPayment(rehearsal, id);
    return payment.state === state ? payment : undefined;
  };
  return waitFor(rehearsal, reached, { what: `state ${state}`, pollMs: 500 });
}

async function waitFor<T>(
  { sleep, nowMs }: Rehearsal,
  look: () => Promise<T | undefined>,
  o: { what: string; pollMs: number },
): Promise<T> {
  const deadlineMs = nowMs() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (nowMs() > deadlineMs) throw new Error(`no ${o.what} within ${timeoutMs / 1000} s`);
    await sleep(o.pollMs);
  }
}

/** Answers once nothing is owed to the site any more; what is still owed after a while is for the judge to name. */
async function waitForDeliveries(rehearsal: Rehearsal, id: string): Promise<InspectedPayment> {
  const deadlineMs = rehearsal.nowMs() + timeoutMs;
  for (;;) {
    const inspected = await inspect(rehearsal, id);
    const isDone = inspected.deliveries.every(({ status }) => status === "done");
    if (isDone || rehearsal.nowMs() > deadlineMs) return inspected;
    await rehearsal.sleep(500);
  }
}

function inspect({ api }: Rehearsal, id: string): Promise<InspectedPayment> {
  return api.admin<InspectedPayment>("GET", `/admin/payments/${id}`);
}
