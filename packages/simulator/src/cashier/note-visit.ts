// What buyers do at the cashier and where their browsers go from there, for the log.
import type { SignedReturn } from "../wire/signed-return.ts";
import type { Simulation } from "../world/simulation.ts";
import type { Visit } from "../world/visit-book.ts";

interface CashierEvent {
  /** Part of the address: `pay`, `leave`, … */
  action: string;
  /** `ok`, or the code which the buyer saw. */
  result: string;
  /** Who did it, where one was chosen. */
  buyer?: string | undefined;
  zh: string;
  en: string;
}

export function noteCashier(simulation: Simulation, visit: Visit, event: CashierEvent): void {
  const { action, result, buyer, zh, en } = event;
  const { account, service, outTradeNo } = visit.order;
  const name = buyer === undefined ? undefined : simulation.accounts.payer(buyer)?.name;
  simulation.exchanges.note({
    atMs: simulation.clock.nowMs(),
    kind: "cashier",
    protocol: account.protocol,
    service,
    account: account.id,
    outTradeNo,
    request: `${action === "open" ? "GET" : "POST"} /cashier/…/${action}`,
    fields: name === undefined ? [] : [["buyer", name]],
    signature: "not_needed",
    result,
    reply: visit.trade?.status ?? "",
    explanation: { zh, en },
  });
}

/** The browser goes back to the shop with signed fields. */
export function noteReturn(simulation: Simulation, visit: Visit, back: SignedReturn): void {
  const { account, service, outTradeNo } = visit.order;
  simulation.exchanges.note({
    atMs: simulation.clock.nowMs(),
    kind: "return",
    protocol: account.protocol,
    service,
    account: account.id,
    outTradeNo,
    request: `GET ${back.url.split("?")[0]}`,
    fields: back.fields,
    signedText: back.signedText,
    signature: "made",
    result: "ok",
    reply: "",
    explanation: returned,
  });
}

const returned = {
  zh: "浏览器带着签名参数回到商家。它不一定会发生，也不能作为付款的凭据。",
  en: "The browser goes back to the shop with signed fields. That may never happen, and it proves no payment.",
};
