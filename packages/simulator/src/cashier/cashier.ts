// What happens at the cashier: opening it, paying, failing, leaving, confirming receipt, going back to the shop.
import { mapiReturnUrl } from "../mapi/return-url.ts";
import { openapiReturnUrl } from "../openapi/return-url.ts";
import type { GatewayReply } from "../wire/gateway-request.ts";
import { openTrade } from "../world/open-trade.ts";
import { payTrade } from "../world/pay-trade.ts";
import { confirmReceipt } from "../world/ship-trade.ts";
import type { Simulation } from "../world/simulation.ts";
import type { Order, Trade } from "../world/trade.ts";
import type { Visit } from "../world/visit-book.ts";
import { leftPage, paidPage, payPage, refusedPage, tradePage, unknownVisitPage } from "./cashier-pages.ts";
import { htmlReply } from "./html-reply.ts";
import { type CashierReason, cashierCodes } from "./pay-codes.ts";

export type CashierAction = "pay" | "fail" | "leave" | "confirm";

/** GET /cashier/:token — the form, or what became of the trade. */
export function showCashier(simulation: Simulation, token: string): GatewayReply {
  const visit = simulation.visits.find(token);
  if (visit === undefined) return htmlReply(unknownVisitPage(), 404);
  if (visit.trade === undefined && createdAt(simulation, visit.order) === "opened") {
    const opened = openTrade(simulation, visit.order);
    if (opened.kind === "refused") return refused(visit, opened.reason);
    visit.trade = opened.trade;
    visit.trade.cashierToken = visit.token;
  }
  const { trade } = visit;
  if (trade === undefined || trade.status === "WAIT_BUYER_PAY") return htmlReply(payPage(simulation, visit));
  return htmlReply(tradePage(visit, trade));
}

/** GET /cashier/:token/done — after paying. */
export function showPaid(simulation: Simulation, token: string): GatewayReply {
  const visit = simulation.visits.find(token);
  if (visit?.trade?.paidMs === undefined) return showCashier(simulation, token);
  return htmlReply(paidPage(visit, visit.trade));
}

/** GET /cashier/:token/return — the browser goes back to the shop with a freshly signed query. */
export function goBack(simulation: Simulation, token: string): GatewayReply {
  const visit = simulation.visits.find(token);
  const url = visit?.trade?.paidMs === undefined ? undefined : returnUrlOf(simulation, visit.trade);
  return url === undefined ? showCashier(simulation, token) : { status: 303, location: url, body: "" };
}

/** POST /cashier/:token/:action. */
export function actAtCashier(
  simulation: Simulation,
  token: string,
  o: { action: CashierAction; form: URLSearchParams },
): GatewayReply {
  const visit = simulation.visits.find(token);
  if (visit === undefined) return htmlReply(unknownVisitPage(), 404);
  switch (o.action) {
    case "pay":
      return pay(simulation, visit, o.form);
    case "fail":
      return refused(visit, "failed");
    case "leave":
      return htmlReply(leftPage(visit));
    case "confirm":
      if (visit.trade !== undefined) confirmReceipt(simulation, visit.trade);
      return { status: 303, location: `/cashier/${token}`, body: "" };
  }
}

function pay(simulation: Simulation, visit: Visit, form: URLSearchParams): GatewayReply {
  if (visit.trade === undefined) {
    const opened = openTrade(simulation, visit.order);
    if (opened.kind === "refused") return refused(visit, opened.reason);
    visit.trade = opened.trade;
    visit.trade.cashierToken = visit.token;
  }
  const { order } = visit;
  const [forced] = simulation.rules
    .effects({
      on: "cashier",
      protocol: order.account.protocol,
      service: order.service,
      account: order.account.id,
      outTradeNo: order.outTradeNo,
      amountFen: visit.trade.totalFen,
    })
    .flatMap((effect) => (effect.kind === "refuse_payment" ? [effect.code] : []));
  if (forced !== undefined) return refused(visit, "failed", forced);
  const way = form.get("way");
  const paid = payTrade(simulation, visit.trade, {
    userId: form.get("buyer") ?? "",
    way: way === "instant" || way === "escrow" ? way : undefined,
  });
  if (!paid.paid) return refused(visit, paid.reason);
  return { status: 303, location: `/cashier/${visit.token}/done`, body: "" };
}

function returnUrlOf(simulation: Simulation, trade: Trade): string | undefined {
  const { account, returnUrl } = trade.order;
  if (returnUrl === undefined) return undefined;
  return account.protocol === "mapi"
    ? mapiReturnUrl(simulation, trade, { partner: account, url: returnUrl })
    : openapiReturnUrl(simulation, trade, { app: account, url: returnUrl });
}

function createdAt(simulation: Simulation, order: Order): "opened" | "confirmed" {
  const { pageTradeCreated, wapTradeCreated, qrTradeCreated } = simulation.switches;
  if (order.product === "page") return pageTradeCreated;
  if (order.product === "wap") return wapTradeCreated;
  return order.product === "qr" ? qrTradeCreated : "opened";
}

function refused(visit: Visit, reason: CashierReason, code?: string): GatewayReply {
  const shown = code ?? cashierCodes[reason][visit.order.account.protocol];
  const reply = htmlReply(refusedPage(visit, reason, shown));
  return { ...reply, headers: { ...reply.headers, "simulator-error": shown } };
}
