// Stops a running gateway: nothing new is taken, what is under way is finished, and after the limit it is cut off. Whatever is
// cut off is as if the process had been killed then, which every part is built for.
import type { Gateway } from "./create-gateway.ts";
import type { Listener } from "./listen.ts";
import type { Log } from "./platform/log.ts";
import type { Timers } from "./platform/platform.ts";

export type Stopping = {
  gateway: Pick<Gateway, "quiesce" | "close">;
  log: Log;
  listeners: readonly Listener[];
  timers: Timers;
  limitMs: number;
};

/** After what was under way lost its connections it has this long to notice. */
const lastWordsMs = 2000;

/** `cutOff` ends the calls that are on their way out. */
export async function stopGateway({ cutOff, ...o }: Stopping & { cutOff(): Promise<void> }): Promise<void> {
  o.log.info({}, "gateway stops");
  const finished = Promise.all([o.gateway.quiesce(), ...o.listeners.map((listener) => listener.close())]);
  let isFinished = await within(finished, o.timers, o.limitMs);
  if (!isFinished) {
    o.log.warn({ limitMs: o.limitMs }, "what was under way took too long and is cut off");
    await cutOff();
    isFinished = await within(finished, o.timers, lastWordsMs);
  }
  await o.gateway.close({ abandon: !isFinished });
  await cutOff();
  o.log.info({}, "gateway stopped");
}

async function within(work: Promise<unknown>, timers: Timers, limitMs: number): Promise<boolean> {
  let stop = (): void => {};
  const limit = new Promise<false>((resolve) => {
    const timer = timers.after(limitMs, async () => resolve(false));
    stop = () => timer.cancel();
  });
  const isDone = await Promise.race([work.then(() => true as const), limit]);
  stop();
  return isDone;
}
