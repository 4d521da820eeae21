// Two gateways on one database, a shop, Alipay with its buyers, and one clock: all that a seed plays with.
import { DedepayError } from "@dedepay/errors";
import type { Gateway } from "../../create-gateway.ts";
import type { HttpSend, Platform } from "../../platform/platform.ts";
import type { PaymentDocument } from "../../use-cases/payments/payment-document.ts";
import { FakeSite } from "../fake-site.ts";
import { seededNumbers, seededRandomness } from "../seeded-randomness.ts";
import { masterKey, registerTestAccounts, startMs } from "../test-gateway.ts";
import { VirtualTime } from "../virtual-time.ts";
import { type Link, type Message, RaceAlipay } from "./race-alipay.ts";
import { openRaceDatabase, type RaceDatabase } from "./race-database.ts";
import { RaceProcess } from "./race-process.ts";
import { RaceScheduler } from "./race-scheduler.ts";

/** One order of the shop, and what the shop and its buyer did with it. */
export type RaceOrder = {
  orderNo: string;
  account: "mapi" | "openapi";
  product: "direct" | "escrow" | "page" | "auto";
  goods: "physical" | "virtual";
  expiresAtMs: number | undefined;
  paymentId: string | undefined;
  closeAsked: boolean;
  links: Link[];
  refundNumbers: string[];
};

export type RaceWorld = {
  seed: string;
  random: () => number;
  scheduler: RaceScheduler;
  time: VirtualTime;
  alipay: RaceAlipay;
  site: FakeSite;
  siteId: string;
  database: RaceDatabase;
  orders: RaceOrder[];
  processes: RaceProcess[];
  /** Notifications that were answered `success`, by number. */
  acknowledged: Set<string>;
  kills: number;
  /** Refunds that the shop was answered, by its own number. */
  refundsAsked: Map<string, number>;
  /** One that lives, by chance. */
  any(): RaceProcess;
  reopen(index: number): Promise<void>;
  /** Nothing fails and nothing waits any more. */
  calmDown(): Promise<void>;
  close(): Promise<void>;
};

const pollMs = 3_600_000;

export async function openRaceWorld(seed: string, o: { roughness: number; kills: number }): Promise<RaceWorld> {
  const random = seededNumbers(`${seed} race`);
  const database = openRaceDatabase();
  const time = new VirtualTime(startMs);
  const scheduler = new RaceScheduler(random);
  const alipay = new RaceAlipay(random, () => time.nowMs());
  const site = new FakeSite();
  const egress: HttpSend = (request) => {
    if (random() < alipay.roughness) site.nextAnswers.push(random() < 0.5 ? 503 : "down");
    return site.send(request);
  };
  const platform: Platform = {
    ...{ clock: time, timers: time, randomness: seededRandomness(`${seed} ids`) },
    http: (request) => alipay.send(request),
    egress,
    mail: async () => {},
  };
  let born = 0;
  let killsLeft = o.kills;
  const isRough = (): boolean => alipay.roughness > 0;
  const newProcess = async (): Promise<RaceProcess> => {
    born += 1;
    const process = new RaceProcess({
      ...{ name: `P${born}`, database: database.choice, pollMs, masterKey, platform },
      point: (name) => scheduler.point(name),
      diesNow: () => killsLeft > 0 && isRough() && random() < 0.03 && killsLeft-- > 0,
    });
    await process.open();
    return process;
  };
  const processes = [await newProcess()];
  await registerTestAccounts(processes[0]?.gateway ?? never());
  const made = await processes[0]?.gateway.registerSite({
    name: "shop",
    webhookUrl: "https://shop.test/webhook",
    requestId: "req_setup",
  });
  site.secret = made?.webhookSecret ?? "";
  processes.push(await newProcess());
  scheduler.isOn = true;
  alipay.roughness = o.roughness;
  const world: RaceWorld = {
    ...{ seed, random, scheduler, time, alipay, site, database, processes, siteId: made?.siteId ?? "" },
    ...{ orders: [], acknowledged: new Set(), refundsAsked: new Map(), kills: o.kills },
    any: () => processes[random() < 0.5 ? 0 : 1] ?? never(),
    async reopen(index) {
      processes[index] = await newProcess();
    },
    async calmDown() {
      alipay.roughness = 0;
      await scheduler.drain();
      scheduler.isOn = false;
      for (const [index, process] of processes.entries()) if (process.isDead) await world.reopen(index);
    },
    async close() {
      scheduler.isOn = false;
      for (const process of processes) if (!process.isDead) await process.gateway.close();
      database.release();
    },
  };
  return world;
}

function never(): never {
  throw new Error("there is always a process");
}

/** Asks one of the gateways. Undefined: it refused, or died before it answered; anything else that it throws is a mistake of ours. */
export async function ask<T>(world: RaceWorld, call: (gateway: Gateway) => Promise<T>): Promise<T | undefined> {
  const process = world.any();
  try {
    return await call(process.gateway);
  } catch (error) {
    if (process.isDead) return undefined;
    if (error instanceof DedepayError && error.unified !== 1001) return undefined;
    throw error;
  }
}

export async function deliver(world: RaceWorld, message: Message): Promise<void> {
  message.sent += 1;
  const { accountId, rawBody, outTradeNo } = message;
  const result = await ask(world, (gateway) =>
    gateway.acceptNotification({ accountId, rawBody, requestId: `notify ${outTradeNo}` }),
  );
  if (result?.answer !== "success") return;
  world.acknowledged.add(outTradeNo);
  const at = world.alipay.unacknowledged.indexOf(message);
  if (at >= 0) world.alipay.acknowledged.push(...world.alipay.unacknowledged.splice(at, 1));
}

export function read(world: RaceWorld, order: RaceOrder): Promise<PaymentDocument> {
  return world.any().gateway.getPayment({ siteId: world.siteId, orderNo: order.orderNo });
}
