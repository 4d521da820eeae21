// What a shop, its buyers, Alipay, time and bad luck may do next, each with its weight.

import { contentLink, linkOf } from "./race-alipay.ts";
import type { RaceOrder, RaceWorld } from "./race-world.ts";
import { ask, deliver } from "./race-world.ts";

/** needed: without it nothing else can happen. */
type Action = {
  name: string;
  weight: number;
  needed?: boolean;
  play(world: RaceWorld, order: RaceOrder): Promise<void>;
};

const contents = [
  { amountFen: 1000n, subject: "茶杯" },
  { amountFen: 1000n, subject: "茶壶" },
  { amountFen: 1500n, subject: "茶壶" },
] as const;

function pick<T>(world: RaceWorld, from: readonly T[]): T | undefined {
  return from[Math.floor(world.random() * from.length)];
}

/** Starts one action beside those under way. */
export function startAction(world: RaceWorld): void {
  const order = pick(world, world.orders);
  if (order === undefined) return;
  const weights = weightsOf(world);
  let at = world.random() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, action] of actions.entries()) {
    at -= weights[index] ?? 0;
    if (at >= 0) continue;
    world.scheduler.spawn(`${action.name} ${order.orderNo}`, () => action.play(world, order));
    return;
  }
}

const ofSeed = new WeakMap<RaceWorld, number[]>();

/** Each seed likes some things more and leaves some out: what happens rarely together happens often in some of them. */
function weightsOf(world: RaceWorld): number[] {
  const known = ofSeed.get(world);
  if (known !== undefined) return known;
  const moods = [0, 1, 1, 4];
  const weights = actions.map(({ weight, needed }) => weight * (needed === true ? 1 : (pick(world, moods) ?? 1)));
  ofSeed.set(world, weights);
  return weights;
}

async function create(world: RaceWorld, order: RaceOrder): Promise<void> {
  const { orderNo, account, product, goods, expiresAtMs } = order;
  const made = await ask(world, (gateway) =>
    gateway.createPayment({
      ...{ siteId: world.siteId, orderNo, account, product, goods, requestId: "create" },
      ...contents[0],
      ...(expiresAtMs !== undefined && { expiresAtMs }),
    }),
  );
  if (made !== undefined) order.paymentId = made.payment.id;
}

async function replace(world: RaceWorld, order: RaceOrder): Promise<void> {
  const { paymentId, account, product, goods } = order;
  const content = pick(world, contents);
  if (paymentId === undefined || content === undefined) return;
  await ask(world, (gateway) =>
    gateway.replacePayment({
      ...{ siteId: world.siteId, paymentId, account, product, goods, requestId: "replace" },
      ...content,
    }),
  );
}

async function open(world: RaceWorld, order: RaceOrder): Promise<void> {
  const { paymentId } = order;
  if (paymentId === undefined) return;
  const device = world.random() < 0.5 ? "phone" : "desktop";
  const way = world.random() < 0.2 ? ({ way: "qr" } as const) : {};
  const opened = await ask(world, (gateway) => gateway.openPayment({ paymentId, device, ...way, requestId: "open" }));
  if (opened?.kind === "redirect") order.links.push(linkOf(opened.url));
  if (opened?.kind !== "qr") return;
  const numbers = new Map(
    world.alipay.fake.callsOf("alipay.trade.precreate").map((call, index) => [`${index + 1}`, call]),
  );
  const content = numbers.get(opened.qrCode.split("/").at(-1) ?? "");
  if (content !== undefined) order.links.push(contentLink(content));
}

/** At the cashier: pays, leaves it open, or gives the trade up. Old links too. */
async function visit(world: RaceWorld, order: RaceOrder): Promise<void> {
  const link = pick(world, order.links);
  const trade = link === undefined ? undefined : world.alipay.arrive(link);
  if (trade === undefined) return;
  await world.scheduler.point(`buyer looks at ${trade.outTradeNo}`);
  const luck = world.random();
  if (luck < 0.5) world.alipay.pay(trade);
  else if (luck < 0.55) world.alipay.giveUp(trade);
}

async function refund(world: RaceWorld, order: RaceOrder): Promise<void> {
  const { paymentId } = order;
  if (paymentId === undefined) return;
  const again = world.random() < 0.3 ? pick(world, order.refundNumbers) : undefined;
  const refundNo = again ?? `R${order.orderNo}-${order.refundNumbers.length + 1}`;
  if (again === undefined) order.refundNumbers.push(refundNo);
  const amountFen = 400n;
  const made = await ask(world, (gateway) =>
    gateway.requestRefund({ siteId: world.siteId, paymentId, refundNo, amountFen, actor: "t", requestId: "refund" }),
  );
  if (made !== undefined) world.refundsAsked.set(refundNo, Number(amountFen));
}

export async function ship(world: RaceWorld, { paymentId }: RaceOrder): Promise<void> {
  if (paymentId === undefined) return;
  const shipment = { logisticsName: "顺丰", transportType: "EXPRESS", requestId: "ship" } as const;
  await ask(world, (gateway) => gateway.shipPayment({ siteId: world.siteId, paymentId, ...shipment }));
}

const actions: readonly Action[] = [
  { name: "create", weight: 4, needed: true, play: create },
  { name: "replace", weight: 5, play: replace },
  { name: "open", weight: 9, needed: true, play: open },
  { name: "visit", weight: 10, needed: true, play: visit },
  {
    name: "close",
    weight: 1,
    async play(world, order) {
      const { paymentId } = order;
      if (paymentId === undefined) return;
      order.closeAsked = true;
      await ask(world, (gateway) => gateway.closePayment({ siteId: world.siteId, paymentId, requestId: "close" }));
    },
  },
  {
    name: "sync",
    weight: 3,
    async play(world, { paymentId }) {
      if (paymentId === undefined) return;
      await ask(world, (gateway) => gateway.syncPayment({ siteId: world.siteId, paymentId, requestId: "sync" }));
    },
  },
  { name: "refund", weight: 4, play: refund },
  { name: "ship", weight: 1.5, play: ship },
  {
    name: "confirm",
    weight: 1,
    async play(world) {
      const trade = pick(world, [...world.alipay.fake.trades.values()]);
      if (trade !== undefined) world.alipay.confirm(trade);
    },
  },
  {
    name: "notify",
    weight: 10,
    needed: true,
    async play(world) {
      const { unacknowledged, acknowledged } = world.alipay;
      const message = pick(world, world.random() < 0.15 ? acknowledged : unacknowledged);
      if (message !== undefined) await deliver(world, message);
    },
  },
  {
    name: "refund by hand",
    weight: 0.5,
    async play(world) {
      const trade = pick(world, [...world.alipay.fake.trades.values()]);
      if (trade !== undefined) world.alipay.refundByHand(trade, 300n);
    },
  },
];

/** The clock goes on, and whoever is due runs beside everything else. */
export function letTimePass(world: RaceWorld): void {
  const ms = pick(world, [0, 1000, 3000, 5000, 10_000, 16_000, 60_000, 300_000]) ?? 0;
  world.scheduler.spawn(`${ms / 1000} s pass`, async () => {
    await world.time.advance(ms);
    world.alipay.letRunOut();
  });
}
