// Kills one of the processes at a moment that a seed chooses, and starts it again a little later; again and again, while
// buyers go on as buyers do: what does not work is tried again. Kills are counted in what the buyers have got done, not in
// seconds: on a slow machine nobody would get anything done between two of them.
import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { type FormPage, NoForm, send, visit } from "./form-browser.ts";
import type { KillOrder } from "./kill-orders.ts";
import type { KillStage } from "./kill-stage.ts";

/** Numbers from 0 to below 1 that repeat for a seed. */
export function seededNumbers(seed: string): () => number {
  let counter = 0;
  return () => {
    counter += 1;
    return createHash("sha256").update(`${seed}:${counter}`).digest().readUInt32BE(0) / 2 ** 32;
  };
}

/** What all buyers together have got done. */
export class Progress {
  #steps = 0;
  #wake: () => void = () => undefined;

  step(): void {
    this.#steps += 1;
    this.#wake();
  }

  /** Resolves when so much more is done. */
  async more(steps: number): Promise<void> {
    const until = this.#steps + steps;
    while (this.#steps < until)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
  }

  /** Nobody has to wait for it any more. */
  end(): void {
    this.#steps = Number.POSITIVE_INFINITY;
    this.#wake();
  }
}

export type Killing = {
  /** Ends after the kill that is under way; answers how many of each there were. */
  readonly stop: () => Promise<Readonly<Record<string, number>>>;
};

const mostStepsBetween = 4;

export function startKilling(stage: KillStage, progress: Progress, random: () => number): Killing {
  const names = Object.keys(stage.victims) as (keyof KillStage["victims"])[];
  const counts: Record<string, number> = Object.fromEntries(names.map((name) => [name, 0]));
  let isStopped = false;
  const run = (async () => {
    for (let round = 0; !isStopped; round += 1) {
      await progress.more(1 + Math.floor(random() * mostStepsBetween));
      // Somewhere in the middle of what comes next.
      await wait(random() * 150);
      if (isStopped) return;
      // Each in its turn, so that a short run has all of them.
      const name = names[round % names.length];
      if (name === undefined) throw new Error("nobody to kill");
      await stage.victims[name].kill();
      counts[name] = (counts[name] ?? 0) + 1;
      await wait(random() * 300);
      await stage.victims[name].start();
    }
  })();
  // Told to whoever stops it; until then it is nobody's.
  run.catch(() => {});
  return {
    stop: async () => {
      isStopped = true;
      progress.end();
      await run;
      return counts;
    },
  };
}

/** Comes to Alipay's cashier however long it takes, and pays there, as far as the order is one that is paid. */
export async function buy(stage: KillStage, order: KillOrder, progress: Progress): Promise<void> {
  const cashier = await insist(async () => {
    const url = `${stage.shopUrl(order.shop)}/plus/carbuyaction.php?dopost=buy&oid=${order.orderNo}`;
    const button = await visit(url);
    const address = /<form method="get" action="([^"]*)"/.exec(button.html)?.[1];
    if (address === undefined) throw new NoForm(`no button: ${button.html}`);
    const cashier = await send(await visit(address), new URL(address).pathname);
    if (!cashier.url.startsWith(stage.simulator.url)) throw new NoForm(`not at Alipay: ${cashier.html}`);
    return cashier;
  });
  progress.step();
  if (!order.isPaid) return;
  const done = await insist(() => send(cashier, "/pay"));
  progress.step();
  // The buyer comes back or not; nothing depends on it.
  await attempt(() => visit(done.url.replace("/done", "/return")));
  progress.step();
}

const mostTries = 3000;

/** Until it works: processes are away for a while. */
async function insist(work: () => Promise<FormPage>): Promise<FormPage> {
  let trouble: unknown;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const page = await attempt(work);
    if (!(page instanceof Error)) return page;
    trouble = page;
    await wait(100);
  }
  throw new Error(`a buyer tried ${mostTries} times`, { cause: trouble });
}

/** The error where a process was not there (fetch says it by a TypeError), or a page told the buyer to wait. */
async function attempt(work: () => Promise<FormPage>): Promise<FormPage | Error> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TypeError || error instanceof NoForm) return error;
    throw error;
  }
}
