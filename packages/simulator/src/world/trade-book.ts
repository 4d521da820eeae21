// All trades of a simulation, found by either number. Order numbers are unique per seller, not per account.
import type { Trade } from "./trade.ts";

export class TradeBook {
  readonly #byTradeNo = new Map<string, Trade>();
  readonly #byOrder = new Map<string, Map<string, Trade>>();

  get size(): number {
    return this.#byTradeNo.size;
  }

  add(trade: Trade): void {
    this.#byTradeNo.set(trade.tradeNo, trade);
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
      const trade = this.#byTradeNo.get(tradeNo);
      return trade?.order.sellerId === sellerId ? trade : undefined;
    }
    return outTradeNo === undefined ? undefined : this.#byOrder.get(sellerId)?.get(outTradeNo);
  }

  byTradeNo(tradeNo: string): Trade | undefined {
    return this.#byTradeNo.get(tradeNo);
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
    return [...this.#byTradeNo.values()].slice(-count).reverse();
  }

  all(): Iterable<Trade> {
    return this.#byTradeNo.values();
  }
}
