// The shop's orders in one JSON file. Every change is on disk before the promise resolves: only then may a webhook be acknowledged.
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import type { Order } from "./order.ts";

type Content = { orders: Order[]; deliveries: string[] };

export class OrderStore {
  readonly #file: string;
  readonly #orders: Map<string, Order>;
  readonly #deliveries: Set<string>;
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: string, content: Content) {
    this.#file = file;
    this.#orders = new Map(content.orders.map((order) => [order.no, order]));
    this.#deliveries = new Set(content.deliveries);
  }

  static async open(dataDir: string): Promise<OrderStore> {
    await mkdir(dataDir, { recursive: true });
    const file = join(dataDir, "shop-orders.json");
    return new OrderStore(file, await readContent(file));
  }

  find(no: string): Order | undefined {
    return this.#orders.get(no);
  }

  /** Newest first. */
  list(): Order[] {
    return [...this.#orders.values()].reverse();
  }

  hasDelivery(id: string): boolean {
    return this.#deliveries.has(id);
  }

  /** Keeps the order, and with it the id of the delivery which changed it. */
  async put(order: Order, deliveryId?: string): Promise<void> {
    this.#orders.set(order.no, order);
    if (deliveryId !== undefined) this.#deliveries.add(deliveryId);
    await this.flush();
  }

  /** Everything is on disk once this resolves. One write after the other; each writes what is there when its turn comes. */
  flush(): Promise<void> {
    const write = this.#writing.then(() => this.#write());
    this.#writing = write.catch(() => undefined);
    return write;
  }

  async #write(): Promise<void> {
    const content: Content = { orders: [...this.#orders.values()], deliveries: [...this.#deliveries] };
    const beside = `${this.#file}.new`;
    const handle = await open(beside, "w");
    try {
      await handle.writeFile(JSON.stringify(content, null, 1));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, this.#file);
  }
}

async function readContent(file: string): Promise<Content> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Content;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return { orders: [], deliveries: [] };
    throw error;
  }
}
