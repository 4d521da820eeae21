// Two gateway processes on one database under load; again and again one of them is killed at a moment that a seed chooses
// and started anew. Plays the site and Alipay: what was not acknowledged is sent again, as Alipay does.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { siteClient } from "../http/testing/site-client.ts";
import { type FakeAlipay, openapiNotification } from "./fake-alipay.ts";
import type { KilledServerInput } from "./killed-server.ts";
import { seededNumbers } from "./seeded-randomness.ts";

export type KillingRunOptions = {
  alipay: FakeAlipay;
  script: string;
  input: KilledServerInput;
  key: { id: string; secret: string };
  seed: string;
  kills: number;
  amountFen: number;
  progress(line: string): void;
};

type Refund = { paymentId: string; number: string; amountFen: number };
type Server = { process: ChildProcess; url: string };

const workers = 3;
const longestLifeMs = 400;

export class KillingRun {
  readonly acknowledged: Set<string> = new Set();
  /** What the site asked to be refunded and was answered, by its number; fen. */
  readonly refunded: Map<string, number> = new Map();
  created = 0;
  readonly #o: KillingRunOptions;
  readonly #unanswered: string[] = [];
  readonly #paymentIds = new Map<string, string>();
  readonly #refundable: string[] = [];
  readonly #unansweredRefunds: Refund[] = [];
  readonly #servers: Server[] = [];
  readonly #random: () => number;
  #orders = 0;
  #stopped = false;

  constructor(options: KillingRunOptions) {
    this.#o = options;
    this.#random = seededNumbers(options.seed);
  }

  async run(): Promise<void> {
    this.#servers.push(await this.#start(), await this.#start());
    const load = Promise.all(Array.from({ length: workers }, () => this.#work()));
    for (let kill = 1; kill <= this.#o.kills; kill += 1) {
      await sleep(this.#random() * longestLifeMs);
      const victim = this.#random() < 0.5 ? 0 : 1;
      await end(this.#servers[victim]);
      this.#servers[victim] = await this.#start();
      if (kill % 10 === 0) {
        const { created, acknowledged } = this;
        this.#o.progress(`${kill} of ${this.#o.kills} kills, ${created} payments, ${acknowledged.size} acknowledged`);
      }
    }
    this.#stopped = true;
    await load;
    // Alipay goes on until it reads `success`.
    while (this.#unanswered.length > 0) await this.#notify(this.#unanswered.shift() ?? "");
    for (let refund = this.#unansweredRefunds.shift(); refund; refund = this.#unansweredRefunds.shift())
      await this.#refund(refund);
    await Promise.all(this.#servers.map(end));
  }

  async #work(): Promise<void> {
    while (!this.#stopped) {
      const again = this.#random() < 0.3 ? this.#unanswered.shift() : undefined;
      const back = this.#random() < 0.3 ? this.#nextRefund() : undefined;
      if (again !== undefined) await this.#notify(again);
      else if (back !== undefined) await this.#refund(back);
      else await this.#buy();
    }
  }

  async #buy(): Promise<void> {
    this.#orders += 1;
    const order = {
      order_no: `K-${this.#orders}`,
      amount_fen: this.#o.amountFen,
      subject: "killed at random",
      goods: "virtual",
      account: "openapi",
      product: "page",
    };
    const made = await survive(async () => siteClient(this.#any(), this.#o.key)("POST", "/v1/payments", order));
    if (made === undefined || made.status >= 500) return;
    if (made.status !== 201 && made.status !== 200) throw new Error(`${made.status} ${JSON.stringify(made.body)}`);
    this.created += 1;
    const [attempt] = made.body["attempts"] as { out_trade_no: string }[];
    const number = attempt?.out_trade_no ?? "";
    this.#paymentIds.set(number, String(made.body["id"]));
    this.#o.alipay.trade(number, { status: "TRADE_SUCCESS", totalFen: BigInt(this.#o.amountFen) });
    // Sometimes Alipay is in a hurry and both processes get it at once.
    await Promise.all([this.#notify(number), ...(this.#random() < 0.3 ? [this.#notify(number)] : [])]);
  }

  async #notify(number: string): Promise<void> {
    const trade = this.#o.alipay.trades.get(number);
    if (trade === undefined) throw new Error(`nobody bought ${number}`);
    // As it was when the buyer paid: Alipay sends the same message again, whatever happened since.
    const body = openapiNotification({ ...trade, status: "TRADE_SUCCESS" });
    const answer = await survive(async () => {
      const reply = await fetch(`${this.#any()}/notify/openapi`, { method: "POST", body: new Uint8Array(body) });
      return { status: reply.status, text: await reply.text() };
    });
    if (answer?.status === 200 && answer.text === "success") {
      if (!this.acknowledged.has(number)) this.#refundable.push(number);
      this.acknowledged.add(number);
    } else this.#unanswered.push(number);
    if (answer?.status === 200 && answer.text !== "success")
      throw new Error(`an honest notification got ${answer.text}`);
  }

  /** One that was not answered, or a new one: all of it or a part, each payment once. */
  #nextRefund(): Refund | undefined {
    const known = this.#unansweredRefunds.shift();
    if (known !== undefined) return known;
    const number = this.#refundable.shift();
    const paymentId = this.#paymentIds.get(number ?? "");
    if (number === undefined || paymentId === undefined) return undefined;
    const { amountFen } = this.#o;
    return {
      paymentId,
      number: `R-${number}`,
      amountFen: this.#random() < 0.5 ? amountFen : Math.floor(amountFen / 2),
    };
  }

  async #refund(refund: Refund): Promise<void> {
    const { paymentId, number, amountFen } = refund;
    const body = { amount_fen: amountFen, refund_no: number };
    const made = await survive(async () =>
      siteClient(this.#any(), this.#o.key)("POST", `/v1/payments/${paymentId}/refunds`, body),
    );
    if (made === undefined || made.status >= 500) this.#unansweredRefunds.push(refund);
    else if ([200, 201, 202].includes(made.status)) this.refunded.set(number, amountFen);
    else throw new Error(`refund: ${made.status} ${JSON.stringify(made.body)}`);
  }

  #any(): string {
    return this.#servers[this.#random() < 0.5 ? 0 : 1]?.url ?? "";
  }

  async #start(): Promise<Server> {
    const child = spawn(process.execPath, [this.#o.script, JSON.stringify(this.#o.input)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [url] = (await once(createInterface(child.stdout), "line")) as [string];
    return { process: child, url };
  }
}

async function end(server: Server | undefined): Promise<void> {
  if (server === undefined) return;
  server.process.kill("SIGKILL");
  await once(server.process, "exit");
}

/** undefined where the process at the other end died or is not there. `fetch` says all of that as a TypeError. */
async function survive<T>(request: () => Promise<T>): Promise<T | undefined> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof TypeError) {
      await sleep(5);
      return undefined;
    }
    throw error;
  }
}
