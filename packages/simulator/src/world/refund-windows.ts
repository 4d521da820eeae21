// After the refund window a paid trade is finished. All windows are equally long, so they end in the order in which they
// began: one queue and one timer, whatever the number of trades.
import type { Trade } from "./trade.ts";
import { statusAfter } from "./trade-machine.ts";
import type { VirtualClock } from "./virtual-clock.ts";

export interface RefundWindowOptions {
  clock: VirtualClock;
  windowMs: () => number;
  /** Tells the merchant that the trade is finished. */
  announce: (trade: Trade) => Promise<void>;
}

export class RefundWindows {
  readonly #options: RefundWindowOptions;
  #waiting: Trade[] = [];
  #first = 0;
  #armed = false;

  constructor(options: RefundWindowOptions) {
    this.#options = options;
  }

  /** The trade was paid now, or earlier and has arrived now. */
  open(trade: Trade): void {
    let at = this.#waiting.length;
    while (at > this.#first && (this.#waiting[at - 1]?.paidMs ?? 0) > (trade.paidMs ?? 0)) at -= 1;
    if (at === this.#waiting.length) this.#waiting.push(trade);
    else this.#waiting.splice(at, 0, trade);
    this.#arm();
  }

  #arm(): void {
    const next = this.#waiting[this.#first];
    if (this.#armed || next?.paidMs === undefined) return;
    this.#armed = true;
    const { clock } = this.#options;
    clock.setTimer(this.#endMs(next.paidMs) - clock.nowMs(), async () => {
      this.#armed = false;
      await this.#endDue();
      this.#arm();
    });
  }

  async #endDue(): Promise<void> {
    const nowMs = this.#options.clock.nowMs();
    for (;;) {
      const trade = this.#waiting[this.#first];
      if (trade?.paidMs === undefined || this.#endMs(trade.paidMs) > nowMs) break;
      this.#first += 1;
      await this.#end(trade);
    }
    this.#waiting = this.#waiting.slice(this.#first);
    this.#first = 0;
  }

  async #end(trade: Trade): Promise<void> {
    const next = statusAfter(trade.status, "end_refund_window");
    if (next === undefined) return;
    trade.status = next;
    trade.closedMs = this.#options.clock.nowMs();
    await this.#options.announce(trade);
  }

  #endMs(paidMs: number): number {
    return paidMs + this.#options.windowMs();
  }
}
