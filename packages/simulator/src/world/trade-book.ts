// All trades of a simulation, found by either number. Order numbers are unique per seller, not per account.
import type { Trade } from "./trade.ts";
import { tradeSerialOf } from "./trade-number.ts";

export class TradeBook {
  /** By the serial in their number, which leaves gaps: a map of a hundred thousand is a tenth of what they weigh. */
  readonly #bySerial: Array<Trade | undefined> = [];
  readonly #byOrder = new Map<string, Map<string, Trade>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(trade: Trade): void {
    const serial = tradeSerialOf(trade.tradeNo);
    if (serial === undefined) throw new Error(`${trade.tradeNo} is no number of a trade`);
    // Filled up, so that the array stays one without holes.
    while (this.#bySerial.length < serial) this.#bySerial.push(undefined);
    this.#bySerial[serial] = trade;
    this.#size += 1;
    const { sellerId, outTradeNo } = trade.order;
    let ofSeller = this.#byOrder.get(sellerId);
    if (ofSeller === undefined) {
      ofSeller = new Map();
      this.#byOrder.set(sellerId, ofSeller);
    }
    ofSeller.set(outTradeNo, trade);
  }

  /** A seller's trade by Alipay's number or, where that is missing, the merchant's: trade_no wins. */
  find(
    sellerId: string,
    numbers: { tradeNo?: string | undefined; outTradeNo?: string | undefined },
  ): Trade | undefined {
    const { tradeNo, outTradeNo } = numbers;
    if (tradeNo !== undefined && tradeNo !== "") {
      const trade = this.byTradeNo(tradeNo);
      return trade?.order.sellerId === sellerId ? trade : undefined;
    }
    return outTradeNo === undefined ? undefined : this.#byOrder.get(sellerId)?.get(outTradeNo);
  }

  byTradeNo(tradeNo: string): Trade | undefined {
    const serial = tradeSerialOf(tradeNo);
    const trade = serial === undefined ? undefined : this.#bySerial[serial];
    return trade?.tradeNo === tradeNo ? trade : undefined;
  }

  /** Trades of every seller under one order number; for people, not for the protocols. */
  byOutTradeNo(outTradeNo: string): Trade[] {
    const found: Trade[] = [];
    for (const ofSeller of this.#byOrder.values()) {
      const trade = ofSeller.get(outTradeNo);
      if (trade !== undefined) found.push(trade);
    }
    return found;
  }

  /** The latest trades, newest first. */
  latest(count: number): Trade[] {
    const found: Trade[] = [];
    for (let serial = this.#bySerial.length - 1; serial >= 0 && found.length < count; serial -= 1) {
      const trade = this.#bySerial[serial];
      if (trade !== undefined) found.push(trade);
    }
    return found;
  }

  /** In the order in which they came into being. */
  *all(): Generator<Trade> {
    for (const trade of this.#bySerial) if (trade !== undefined) yield trade;
  }
}
