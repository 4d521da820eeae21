// Hands the orders which the stock plugin may have begun over to the gateway, which asks Alipay about each: what was paid
// while the shop changed over is found even where its notification never arrives.
import type { UnpaidOrder } from "@dedepay/dedecms";
import { DedepayError } from "@dedepay/errors";
import type { Gateway } from "@dedepay/gateway";
import type { Surroundings } from "../../surroundings.ts";
import { progressBar } from "../../terminal/progress-bar.ts";

export interface AdoptOrders {
  readonly siteId: string;
  /** The account which the stock plugin used. */
  readonly account: string;
  readonly orders: readonly UnpaidOrder[];
}

export interface AdoptedOrders {
  readonly adopted: number;
  readonly known: number;
  readonly refused: readonly { readonly order_no: string; readonly zh: string; readonly en: string }[];
}

/** An order which the gateway refuses (doubled, without an amount, another shop's) is told and does not stop the rest. */
export async function adoptOrders(
  gateway: Gateway,
  { siteId, account, orders }: AdoptOrders,
  port: Pick<Surroundings, "err" | "isTerminal" | "nowMs">,
): Promise<AdoptedOrders> {
  const bar = progressBar(port);
  const refused: AdoptedOrders["refused"][number][] = [];
  let adopted = 0;
  for (const [index, { orderNo, amountFen, kind, madeAtS }] of orders.entries()) {
    bar.update({ what: "接管旧订单 taking over", done: index, of: orders.length, unit: "个 orders" });
    const goods = kind === "goods" ? "physical" : "virtual";
    const requestId = gateway.newRequestId();
    try {
      const taken = await gateway.adoptOrder({
        siteId,
        account,
        orderNo,
        amountFen,
        goods,
        startedAtMs: madeAtS * 1000,
        requestId,
      });
      if (taken.adopted) adopted += 1;
    } catch (error) {
      if (!(error instanceof DedepayError)) throw error;
      refused.push({ order_no: orderNo, ...error.detail });
    }
  }
  bar.end();
  return { adopted, known: orders.length - adopted - refused.length, refused };
}

/** Empty where there was nothing to take over. */
export function adoptedText({ adopted, known, refused }: AdoptedOrders): string {
  if (adopted + known + refused.length === 0) return "";
  return [
    "",
    `旧订单：接管 ${adopted} 个，早已接管 ${known} 个，没有接管 ${refused.length} 个；网关会逐个问支付宝，付过的会补记`,
    `Old orders: ${adopted} taken over, ${known} before, ${refused.length} not; Alipay is asked about each, and what was paid is made good`,
    ...refused.map(({ order_no, zh, en }) => `  ${order_no} ${zh} · ${en}`),
    "",
  ].join("\n");
}
