// The machine's own clock and timers. Nothing else in this package may read the time or wait: everything runs on the
// virtual clock, which is fed from here.

export interface RealTime {
  /** Epoch milliseconds. */
  nowMs(): number;
  /** Calls back once after delayMs; the answer cancels it. */
  setTimer(delayMs: number, callback: () => void): () => void;
}

/** The machine's clock. Its timers do not keep a process alive that has nothing else to do. */
export const machineTime: RealTime = {
  nowMs: () => Date.now(),
  setTimer: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
