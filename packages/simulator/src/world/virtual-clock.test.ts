import { describe, expect, it } from "vitest";
import type { RealTime } from "../platform/real-time.ts";
import { VirtualClock } from "./virtual-clock.ts";

/** A machine whose time stands still until the test moves it. */
function machine(): RealTime & { pass(ms: number): void } {
  let nowMs = 1_000_000;
  const timers: Array<{ dueMs: number; callback: () => void }> = [];
  return {
    nowMs: () => nowMs,
    setTimer(delayMs, callback) {
      const timer = { dueMs: nowMs + delayMs, callback };
      timers.push(timer);
      return () => {
        const index = timers.indexOf(timer);
        if (index >= 0) timers.splice(index, 1);
      };
    },
    pass(ms) {
      const untilMs = nowMs + ms;
      for (;;) {
        const due = timers.filter((timer) => timer.dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0];
        if (due === undefined) break;
        timers.splice(timers.indexOf(due), 1);
        nowMs = due.dueMs;
        due.callback();
      }
      nowMs = untilMs;
    },
  };
}

describe("virtual clock", () => {
  it("fires timers on the way in order, each at its own moment", async () => {
    const clock = new VirtualClock({ real: machine(), startMs: 0, speed: 0 });
    const fired: Array<[string, number]> = [];
    clock.setTimer(300, () => void fired.push(["c", clock.nowMs()]));
    clock.setTimer(100, () => void fired.push(["a", clock.nowMs()]));
    clock.setTimer(200, () => void fired.push(["b", clock.nowMs()]));
    clock.setTimer(1001, () => void fired.push(["late", clock.nowMs()]));
    await clock.advance(1000);
    expect(fired).toEqual([
      ["a", 100],
      ["b", 200],
      ["c", 300],
    ]);
    expect(clock.nowMs()).toBe(1000);
  });

  it("plays timers which timers set, at moments counted from the firing one", async () => {
    const clock = new VirtualClock({ real: machine(), startMs: 0, speed: 0 });
    const moments: number[] = [];
    const again = async (): Promise<void> => {
      await Promise.resolve();
      moments.push(clock.nowMs());
      if (moments.length < 4) clock.setTimer(100, again);
    };
    clock.setTimer(100, again);
    await clock.advance(1000);
    expect(moments).toEqual([100, 200, 300, 400]);
  });

  it("waits for work under way before it moves on", async () => {
    const clock = new VirtualClock({ real: machine(), startMs: 0, speed: 0 });
    const moments: number[] = [];
    let resolve = (): void => undefined;
    const work = new Promise<void>((done) => {
      resolve = done;
    });
    void clock.track(
      work.then(() => {
        clock.setTimer(50, () => void moments.push(clock.nowMs()));
      }),
    );
    const moved = clock.advance(100);
    resolve();
    await moved;
    expect(moments).toEqual([50]);
  });

  it("does not fire a cancelled timer", async () => {
    const clock = new VirtualClock({ real: machine(), startMs: 0, speed: 0 });
    let fired = false;
    const cancel = clock.setTimer(10, () => {
      fired = true;
    });
    cancel();
    await clock.advance(100);
    expect(fired).toBe(false);
  });

  it("runs faster than the machine by its speed", () => {
    const real = machine();
    const clock = new VirtualClock({ real, startMs: 0, speed: 3600 });
    let firedAt = -1;
    clock.setTimer(3_600_000, () => {
      firedAt = clock.nowMs();
    });
    real.pass(999);
    expect(firedAt).toBe(-1);
    real.pass(1);
    expect(firedAt).toBe(3_600_000);
    clock.setSpeed(0);
    real.pass(5000);
    expect(clock.nowMs()).toBe(3_600_000);
  });

  it("keeps order among many timers and equal moments", async () => {
    const clock = new VirtualClock({ real: machine(), startMs: 0, speed: 0 });
    const fired: number[] = [];
    const due = Array.from({ length: 500 }, (_, index) => (index * 7919) % 101);
    due.forEach((ms, index) => {
      clock.setTimer(ms, () => void fired.push(ms * 1000 + index));
    });
    await clock.advance(101);
    expect(fired).toEqual([...fired].sort((a, b) => a - b));
    expect(fired).toHaveLength(500);
  });

  it("refuses to go back", async () => {
    const clock = new VirtualClock({ real: machine() });
    await expect(clock.advance(-1)).rejects.toThrow(RangeError);
    expect(() => clock.setSpeed(Number.NaN)).toThrow(RangeError);
  });
});
