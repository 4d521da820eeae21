// Asks Alipay once more about what a shop has delivered although our books say that it is unpaid: a payment that nobody told
// us of must not be taken for a theft. What Alipay says is booked as always.
import type { Sides } from "@dedepay/dedecms";
import { DedepayError } from "@dedepay/errors";
import type { BookedPayment, Gateway } from "@dedepay/gateway";
import { progressBar } from "../../terminal/progress-bar.ts";
import type { Port } from "./prepare-shop.ts";

export interface Asked {
  readonly sides: Sides;
  /** By the payment's id, one word why Alipay said nothing. */
  readonly notAsked: ReadonlyMap<string, string>;
}

const unpaid: readonly string[] = ["unpaid", "closed"];

export async function askAlipay(gateway: Gateway, sides: Sides, port: Port): Promise<Asked> {
  const notAsked = new Map<string, string>();
  const doubtful = sides.payments.filter(
    ({ state, order_no }) => unpaid.includes(state) && sides.orders.get(order_no)?.settled === true,
  );
  const known = new Map<string, BookedPayment["state"]>();
  const bar = progressBar(port);
  for (const [index, payment] of doubtful.entries()) {
    bar.update({ what: "问支付宝 asking Alipay", done: index, of: doubtful.length, unit: "笔 payments" });
    const answer = await ask(gateway, sides.site.id, payment);
    if ("why" in answer) notAsked.set(payment.id, answer.why);
    else known.set(payment.id, answer.state);
  }
  bar.end();
  const payments = sides.payments.map((one) => ({ ...one, state: known.get(one.id) ?? one.state }));
  return { sides: { ...sides, payments }, notAsked };
}

async function ask(
  gateway: Gateway,
  siteId: string,
  { id: paymentId }: BookedPayment,
): Promise<{ state: BookedPayment["state"] } | { why: string }> {
  try {
    const { payment } = await gateway.syncPayment({ siteId, paymentId, requestId: gateway.newRequestId() });
    return { state: payment.state };
  } catch (error) {
    if (!(error instanceof DedepayError)) throw error;
    return { why: `${error.unified} ${error.name}` };
  }
}
