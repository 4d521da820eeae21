// A site whose orders the gateway can read by itself, and an adapter which does.
import type { SiteAdapter, SiteFinding, SiteRepair } from "../outbox/site-adapter.ts";
import { SiteNotAsked, type SiteOrder, type SiteOrdersQuestion } from "../outbox/site-orders.ts";

export class FakeShop {
  readonly orders: Map<string, SiteOrder> = new Map();
  readonly asked: SiteOrdersQuestion[] = [];
  readonly repairs: SiteRepair[] = [];
  findings: SiteFinding[] = [];
  isDown = false;

  readonly adapter: SiteAdapter = {
    deliver: async () => ({ kind: "acknowledged" }),
    examine: async () => this.findings,
    watchEveryMs: 300_000,
    readOrders: async (question) => {
      this.asked.push(question);
      if (this.isDown) throw new SiteNotAsked("database_unreachable:ECONNREFUSED");
      const named = question.what === "named" ? question.orderNos : [...this.orders.keys()];
      const orders = named.flatMap((number) => this.orders.get(number) ?? []);
      return { orders, cards: [], next: null, alipay_paytype: 3 };
    },
    repairOrder: async (repair) => {
      this.repairs.push(repair);
      if (this.isDown) throw new SiteNotAsked("database_unreachable:ECONNREFUSED");
      return { changed: true, outcome: "given" };
    },
  };

  put(orderNo: string, order: Partial<SiteOrder> = {}): void {
    this.orders.set(orderNo, {
      ...{ order_no: orderNo, product: "goods", rows: 1, state: 0, settled: false, shipped: false, amount_fen: 1234 },
      ...{ consistent: true, created_at_s: 0, paytype: 3, mark: null, gave: null, card: null, member: null },
      carrier: "顺丰速运",
      ...order,
    });
  }
}
