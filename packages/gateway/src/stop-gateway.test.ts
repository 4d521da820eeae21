import { expect, it } from "vitest";
import { silentLog } from "./platform/log.ts";
import { stopGateway } from "./stop-gateway.ts";
import { VirtualTime } from "./testing/virtual-time.ts";

type Steps = { said: string[]; finish(): void; time: VirtualTime; stopped: Promise<void> };

function stopping(cutOffHelps: boolean): Steps {
  const said: string[] = [];
  const time = new VirtualTime(0);
  let finish = (): void => {};
  const inHand = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const stopped = stopGateway({
    gateway: {
      quiesce: () => inHand,
      close: async (o) => void said.push(o?.abandon === true ? "abandoned" : "closed"),
    },
    log: silentLog,
    listeners: [{ url: "", port: 1, close: async () => void said.push("listener closed") }],
    timers: time,
    limitMs: 1000,
    cutOff: async () => {
      said.push("cut off");
      if (cutOffHelps) finish();
    },
  });
  return { said, finish, time, stopped };
}

it("waits for what is in hand, closes the doors meanwhile, and leaves no timer", async () => {
  const { said, finish, time, stopped } = stopping(false);
  await time.advance(999);
  expect(said).toEqual(["listener closed"]);
  finish();
  await stopped;
  expect(said).toEqual(["listener closed", "closed", "cut off"]);
  expect(time.pendingTimers).toBe(0);
});

it("cuts off after the limit, and abandons what even then does not end", async () => {
  const helped = stopping(true);
  await helped.time.advance(1000);
  await helped.stopped;
  expect(helped.said).toEqual(["listener closed", "cut off", "closed", "cut off"]);
  const stuck = stopping(false);
  await stuck.time.advance(1000);
  await new Promise((resolve) => setImmediate(resolve));
  await stuck.time.advance(2000);
  await stuck.stopped;
  expect(stuck.said).toEqual(["listener closed", "cut off", "abandoned", "cut off"]);
});
