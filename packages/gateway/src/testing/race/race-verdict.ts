// When all is calm: what must be true whatever happened, in whatever order.
import { checkLedger } from "../check-ledger.ts";
import { ship } from "./race-actions.ts";
import { contentLink, type Link, linkOf } from "./race-alipay.ts";
import { deliver, type RaceOrder, type RaceWorld, read } from "./race-world.ts";

/** In all long enough for every refund of unknown outcome to be asked about, and for every delivery. */
const calmSteps = 16;
const calmStepMs = 3 * 3600_000;

/** Plays on without trouble until nothing is open, then answers each broken promise as a sentence. */
export async function verdictOf(world: RaceWorld): Promise<string[]> {
  await world.calmDown();
  for (let step = 0; step < calmSteps; step += 1) {
    await deliverAll(world);
    await handOver(world);
    await world.time.advance(calmStepMs);
    world.alipay.letRunOut();
  }
  const broken: string[] = [...world.alipay.complaints];
  for (const order of world.orders) broken.push(...(await verdictOfOrder(world, order)));
  await deliverAll(world);
  await world.time.advance(calmStepMs);
  const others = [await ledgerComplaints(world), await unwantedMoney(world), await fulfilments(world)];
  return [...broken, ...others.flat()];
}

async function deliverAll(world: RaceWorld): Promise<void> {
  while (world.alipay.unacknowledged.length > 0) {
    const [message] = world.alipay.unacknowledged;
    if (message !== undefined) await deliver(world, message);
    if (message === world.alipay.unacknowledged[0]) throw new Error(`${message?.outTradeNo} is never acknowledged`);
  }
}

/** Escrow goes on to its end: the shop ships what is paid, the buyer confirms what was shipped. */
async function handOver(world: RaceWorld): Promise<void> {
  for (const order of world.orders)
    if (order.product === "escrow" && order.goods === "physical") await ship(world, order);
  for (const trade of world.alipay.fake.trades.values()) world.alipay.confirm(trade);
}

async function ledgerComplaints(world: RaceWorld): Promise<string[]> {
  const { alipay, database, site, acknowledged, refundsAsked } = world;
  const moneyAtAlipay = new Map(
    [...alipay.paid].map(([number, paidFen]) => {
      const { refundedFen = 0n, status } = alipay.fake.trades.get(number) ?? { status: "" };
      return [number, { paidFen, refundedFen, held: status.startsWith("WAIT_") }];
    }),
  );
  const received = site.received.map(({ id, type, payment }) => ({ id, type, paymentId: payment.id }));
  return checkLedger({
    ...{ rows: database.rows, acknowledged, received, onlyNotified: false },
    ...{ refundsAtAlipay: alipay.fake.refunds, refundsAsked, moneyAtAlipay },
  });
}

async function verdictOfOrder(world: RaceWorld, order: RaceOrder): Promise<string[]> {
  if (order.paymentId === undefined) return [];
  const payment = await read(world, order);
  const broken: string[] = [];
  const isOver = order.expiresAtMs !== undefined && order.expiresAtMs <= world.time.nowMs();
  const endedByBuyer = payment.attempts.some((one) => world.alipay.endedThere.has(one.out_trade_no));
  if (payment.state === "closed" && !order.closeAsked && !isOver && !endedByBuyer)
    broken.push(`${order.orderNo} is closed, and nobody wanted that`);
  if (payment.state === "unpaid") broken.push(...(await canStillBePaid(world, order)));
  return broken;
}

/** A payment that waits for its buyer must let him pay: no dead link, no closed trade behind it. */
async function canStillBePaid(world: RaceWorld, order: RaceOrder): Promise<string[]> {
  const paymentId = order.paymentId ?? "";
  const opened = await world.any().gateway.openPayment({ paymentId, device: "desktop", requestId: "last" });
  const link = linkAt(world, opened);
  if (link === undefined) return [`${order.orderNo} is unpaid and cannot be opened: ${opened.kind}`];
  const trade = world.alipay.arrive(link);
  if (trade === undefined) return [`${order.orderNo} is unpaid, and its link ${link.outTradeNo} leads to a dead trade`];
  world.alipay.pay(trade);
  await deliverAll(world);
  const { state } = await read(world, order);
  return ["paid", "finished", "escrow_paid", "escrow_shipped"].includes(state)
    ? []
    : [`${order.orderNo} was paid at last and is ${state}`];
}

type Opened = Awaited<ReturnType<ReturnType<RaceWorld["any"]>["gateway"]["openPayment"]>>;

function linkAt(world: RaceWorld, opened: Opened): Link | undefined {
  if (opened.kind === "redirect") return linkOf(opened.url);
  if (opened.kind !== "qr") return undefined;
  const call = world.alipay.fake.callsOf("alipay.trade.precreate")[Number(opened.qrCode.split("/").at(-1)) - 1];
  return call === undefined ? undefined : contentLink(call);
}

/** What was handed out is what was paid for: the content of the attempt that settled is the payment's. */
async function fulfilments(world: RaceWorld): Promise<string[]> {
  const settled = await world.database.rows(
    "select payments.order_no, payments.amount_fen, payments.subject, attempts.out_trade_no from payments" +
      " join attempts on attempts.id = payments.settled_attempt_id",
  );
  return settled.flatMap((row) => {
    const number = String(row["out_trade_no"]);
    const paidFen = world.alipay.paid.get(number);
    const subject = world.alipay.subjectOf(number);
    const is = `${row["amount_fen"]} fen, ${row["subject"]}`;
    const wasPaid = `${paidFen} fen, ${subject}`;
    return is === wasPaid ? [] : [`${row["order_no"]} is settled as ${is}, and what was paid is ${wasPaid}`];
  });
}

/** Money that buys nothing never goes unnoticed. */
async function unwantedMoney(world: RaceWorld): Promise<string[]> {
  const broken: string[] = [];
  for (const order of world.orders) {
    const payment = order.paymentId === undefined ? undefined : await read(world, order);
    const paid = (payment?.attempts ?? []).filter((one) => world.alipay.paid.has(one.out_trade_no));
    const granted = world.site.received.some((one) => one.payment.id === payment?.id && one.type === "payment.paid");
    const isOurs = granted || ["refunded", "escrow_paid", "escrow_shipped"].includes(payment?.state ?? "");
    const isMore = paid.length > (isOurs ? 1 : 0);
    if (!isMore || payment === undefined) continue;
    const { data } = await world.any().gateway.listIncidents({ paymentId: payment.id });
    if (!data.some((one) => ["surplus", "superseded-attempt-paid"].includes(one.cause)))
      broken.push(`${order.orderNo} was paid ${paid.length} times, and nobody was told`);
  }
  return broken;
}
