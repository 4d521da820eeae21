// Judges one payment of the rehearsal by what the owner sees and by what the site received. Pure.
import type { InspectedPayment } from "./gateway-api.ts";
import type { Way } from "./way.ts";
import type { ReceivedWebhook } from "./webhook-inbox.ts";

export interface Judged {
  readonly way: Way;
  readonly amountFen: number;
  readonly inspected: InspectedPayment;
  readonly webhooks: readonly ReceivedWebhook[];
}

/** True where the books say that the seller has the money. */
export function isPaid({ inspected, amountFen }: Judged): boolean {
  const { state } = inspected.payment;
  return (state === "paid" || state === "finished") && balances(inspected).get("merchant") === amountFen;
}

/** True where the site took `payment.paid` exactly once. */
export function isDelivered({ webhooks }: Judged): boolean {
  return webhooks.filter(({ type, accepted }) => type === "payment.paid" && accepted).length === 1;
}

/** Everything that is not as it must be, as sentences. */
export function mistakesOf(judged: Judged): string[] {
  const { way, inspected, webhooks } = judged;
  const mistakes: string[] = [];
  const must = (holds: boolean, otherwise: string): void => void (holds || mistakes.push(otherwise));
  must(
    isPaid(judged),
    `state ${inspected.payment.state}, merchant has ${balances(inspected).get("merchant") ?? 0} fen`,
  );
  must(isDelivered(judged), `payment.paid was taken ${taken(webhooks, "payment.paid")} times`);
  must(sum(balances(inspected).values()) === 0, "postings do not sum to zero");
  must((balances(inspected).get("alipay_held") ?? 0) === 0, "money is left with Alipay");
  must(inspected.postings.every(isWholeAndPositive), "a posting is not a positive whole number of fen");
  const escrowWanted = way.escrow ? 1 : 0;
  must(
    taken(webhooks, "payment.escrow_paid") === escrowWanted,
    `payment.escrow_paid was not taken ${escrowWanted} times`,
  );
  must(repeated(webhooks.filter(({ accepted }) => accepted)) === undefined, "a delivery was taken twice");
  must(
    inspected.deliveries.every(({ status }) => status === "done"),
    "a delivery is not done",
  );
  must(inspected.incidents.length === 0, `incidents: ${inspected.incidents.map(({ cause }) => cause).join(", ")}`);
  const heard = sum(inspected.notifications.map(({ copies }) => copies ?? 1));
  if (way.notifiedTwice) must(heard >= 2, "the notification did not arrive twice");
  if (way.webhookRefusals > 0) {
    const refused = webhooks.filter(({ accepted }) => !accepted).length;
    must(refused === way.webhookRefusals, `the site refused ${refused} webhooks and not ${way.webhookRefusals}`);
  }
  return mistakes;
}

function balances({ postings }: InspectedPayment): Map<string, number> {
  const accounts = new Map<string, number>();
  for (const { from, to, amount_fen } of postings) {
    accounts.set(from, (accounts.get(from) ?? 0) - amount_fen);
    accounts.set(to, (accounts.get(to) ?? 0) + amount_fen);
  }
  return accounts;
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, number) => total + number, 0);
}

function isWholeAndPositive({ amount_fen }: { amount_fen: number }): boolean {
  return Number.isSafeInteger(amount_fen) && amount_fen > 0;
}

function taken(webhooks: readonly ReceivedWebhook[], type: string): number {
  return webhooks.filter((one) => one.accepted && one.type === type).length;
}

function repeated(webhooks: readonly ReceivedWebhook[]): string | undefined {
  const types = webhooks.map(({ type }) => type);
  return types.find((type, index) => types.indexOf(type) !== index);
}
