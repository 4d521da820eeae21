// Batches of refunds of the old protocol: numbered by the merchant, never twice, carried out at once or when an operator
// of the seller confirms before midnight in Beijing.
import type { RandomSource } from "../platform/random.ts";
import type { NoticeTarget } from "./notice-writer.ts";
import type { NoticeSummary } from "./trade.ts";

export interface RefundItem {
  tradeNo: string;
  amountFen: bigint;
  reason: string;
  /** SUCCESS or the code why not; undefined while nothing was done yet. */
  result: string | undefined;
}

export interface RefundBatch {
  readonly batchNo: string;
  readonly target: NoticeTarget;
  readonly items: RefundItem[];
  readonly createdMs: number;
  state: "waiting" | "done" | "dropped" | "lapsed";
  /** When the notification of a slow batch is due. */
  announceAtMs?: number;
  /** Under which the operator finds it (with password only). */
  readonly token: string | undefined;
  notices: readonly NoticeSummary[];
}

export class RefundBatches {
  readonly #random: RandomSource;
  readonly #byNumber = new Map<string, RefundBatch>();
  readonly #byToken = new Map<string, RefundBatch>();

  constructor(random: RandomSource) {
    this.#random = random;
  }

  find(sellerId: string, batchNo: string): RefundBatch | undefined {
    return this.#byNumber.get(`${sellerId} ${batchNo}`);
  }

  findByToken(token: string): RefundBatch | undefined {
    return this.#byToken.get(token);
  }

  /** All batches of a seller with an item of this trade. */
  ofTrade(sellerId: string, tradeNo: string): RefundBatch[] {
    return [...this.#byNumber.values()].filter(
      ({ target, items }) => target.sellerId === sellerId && items.some((item) => item.tradeNo === tradeNo),
    );
  }

  all(): Iterable<RefundBatch> {
    return this.#byNumber.values();
  }

  /** Puts a batch back as it was. */
  restore(batch: RefundBatch): void {
    this.#byNumber.set(`${batch.target.sellerId} ${batch.batchNo}`, batch);
    if (batch.token !== undefined) this.#byToken.set(batch.token, batch);
  }

  add(batch: Omit<RefundBatch, "token" | "notices" | "state">, o: { withOperator: boolean }): RefundBatch {
    const token = o.withOperator ? this.#random.hex(16) : undefined;
    const kept: RefundBatch = { ...batch, state: "waiting", token, notices: [] };
    this.restore(kept);
    return kept;
  }
}
