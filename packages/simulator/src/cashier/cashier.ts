// What happens at the cashier: opening it, paying, failing, leaving, confirming receipt, going back to the shop.
import { mapiReturnUrl } from "../mapi/return-url.ts";
import { openapiReturnUrl } from "../openapi/return-url.ts";
import type { GatewayReply } from "../wire/gateway-request.ts";
import type { SignedReturn } from "../wire/signed-return.ts";
import { canDispute, type DisputeStep, dispute } from "../world/dispute.ts";
import { openTrade } from "../world/open-trade.ts";
import { payTrade } from "../world/pay-trade.ts";
import { confirmReceipt } from "../world/ship-trade.ts";
import type { Simulation } from "../world/simulation.ts";
import type { Trade } from "../world/trade.ts";
import type { Visit } from "../world/visit-book.ts";
import { whenCreated } from "../world/when-created.ts";
import {
  deadCodePage,
  leftPage,
  paidPage,
  payPage,
  refusedPage,
  tradePage,
  unknownVisitPage,
} from "./cashier-pages.ts";
import { htmlReply } from "./html-reply.ts";
import { noteCashier, noteReturn } from "./note-visit.ts";
import { type CashierReason, cashierCodes } from "./pay-codes.ts";

export type CashierAction = "pay" | "fail" | "leave" | "confirm" | "dispute";

const buyerSteps: readonly DisputeStep[] = ["ask", "withdraw", "send_back"];

/** GET /cashier/:token — the form, or what became of the trade. */
export function showCashier(simulation: Simulation, token: string): GatewayReply {
  const visit = simulation.visits.find(token);
  if (visit === undefined) return htmlReply(unknownVisitPage(), 404);
  if (isDead(simulation, visit)) return htmlReply(deadCodePage(), 410);
  if (visit.trade === undefined && whenCreated(simulation, visit.order) === "opened") {
    const refusal = comeIntoBeing(simulation, visit);
    if (refusal !== undefined) return refusal;
    noteCashier(simulation, visit, {
      ...{ action: "open", result: "ok" },
      zh: "买家打开了收银台，交易从现在起存在。",
      en: "The buyer opened the cashier; the trade exists from now on.",
    });
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
  const back = visit?.trade?.paidMs === undefined ? undefined : returnOf(simulation, visit.trade);
  if (visit === undefined || back === undefined) return showCashier(simulation, token);
  noteReturn(simulation, visit, back);
  return { status: 303, location: back.url, body: "" };
}

/** POST /cashier/:token/:action. */
export function actAtCashier(
  simulation: Simulation,
  token: string,
  o: { action: CashierAction; form: URLSearchParams },
): GatewayReply {
  const visit = simulation.visits.find(token);
  if (visit === undefined) return htmlReply(unknownVisitPage(), 404);
  if (isDead(simulation, visit)) return htmlReply(deadCodePage(), 410);
  switch (o.action) {
    case "pay":
      return pay(simulation, visit, o.form);
    case "fail":
      return refused(simulation, visit, { reason: "failed" });
    case "leave":
      noteCashier(simulation, visit, {
        ...{ action: "leave", result: "ok" },
        zh: "买家没有付款就离开了，商家什么也不会收到。",
        en: "The buyer left without paying; the shop hears nothing.",
      });
      return htmlReply(leftPage(visit));
    case "confirm":
      if (visit.trade !== undefined && confirmReceipt(simulation, visit.trade)) {
        noteCashier(simulation, visit, {
          ...{ action: "confirm", result: "ok" },
          zh: "买家确认收货，钱付给卖家。",
          en: "The buyer confirmed receipt; the seller gets the money.",
        });
      }
      return { status: 303, location: `/cashier/${token}`, body: "" };
    case "dispute":
      return disputeAs(simulation, visit, o.form.get("step"));
  }
}

/** The buyer's side of a dispute; what is not his to do changes nothing. */
function disputeAs(simulation: Simulation, visit: Visit, asked: string | null): GatewayReply {
  const step = buyerSteps.find((one) => one === asked);
  if (step !== undefined && visit.trade !== undefined && canDispute(visit.trade, step)) {
    void dispute(simulation, visit.trade, step);
    noteCashier(simulation, visit, {
      ...{ action: step, result: "ok" },
      zh: "买家在担保交易的退款里走了一步，商户会收到 refund_status 的通知。",
      en: "The buyer took a step towards a refund; the merchant is told of the refund_status.",
    });
  }
  return { status: 303, location: `/cashier/${visit.token}`, body: "" };
}

/** Makes the visit's trade, or says why it can't be. */
function comeIntoBeing(simulation: Simulation, visit: Visit): GatewayReply | undefined {
  const opened = openTrade(simulation, visit.order);
  if (opened.kind === "refused") return refused(simulation, visit, opened);
  visit.trade = opened.trade;
  visit.trade.cashierToken = visit.token;
  return undefined;
}

function isDead({ clock }: Simulation, { untilMs, trade }: Visit): boolean {
  return untilMs !== undefined && clock.nowMs() > untilMs && trade?.paidMs === undefined;
}

function pay(simulation: Simulation, visit: Visit, form: URLSearchParams): GatewayReply {
  const refusal = visit.trade === undefined ? comeIntoBeing(simulation, visit) : undefined;
  const { order, trade } = visit;
  if (refusal !== undefined || trade === undefined) return refusal ?? htmlReply(unknownVisitPage(), 404);
  const [forced] = simulation.rules
    .effects({
      on: "cashier",
      protocol: order.account.protocol,
      service: order.service,
      account: order.account.id,
      outTradeNo: order.outTradeNo,
      amountFen: trade.totalFen,
    })
    .flatMap((effect) => (effect.kind === "refuse_payment" ? [effect.code] : []));
  const buyer = form.get("buyer") ?? "";
  if (forced !== undefined) return refused(simulation, visit, { reason: "failed", code: forced, buyer });
  const way = form.get("way");
  const paid = payTrade(simulation, trade, {
    userId: buyer,
    way: way === "instant" || way === "escrow" ? way : undefined,
  });
  if (!paid.paid) return refused(simulation, visit, { reason: paid.reason, buyer });
  noteCashier(simulation, visit, {
    ...{ action: "pay", result: "ok", buyer },
    zh: "买家付了款。",
    en: "The buyer paid.",
  });
  return { status: 303, location: `/cashier/${visit.token}/done`, body: "" };
}

function returnOf(simulation: Simulation, trade: Trade): SignedReturn | undefined {
  const { account, returnUrl } = trade.order;
  if (returnUrl === undefined) return undefined;
  return account.protocol === "mapi"
    ? mapiReturnUrl(simulation, trade, { partner: account, url: returnUrl })
    : openapiReturnUrl(simulation, trade, { app: account, url: returnUrl });
}

function refused(
  simulation: Simulation,
  visit: Visit,
  o: { reason: CashierReason; code?: string; buyer?: string },
): GatewayReply {
  const { reason, buyer } = o;
  const text = cashierCodes[reason];
  const code = o.code ?? text[visit.order.account.protocol];
  const forced = o.code === undefined ? text : { zh: "规则不让付款。", en: "A rule refuses the payment." };
  noteCashier(simulation, visit, { action: "pay", result: code, buyer, zh: forced.zh, en: forced.en });
  const reply = htmlReply(refusedPage(visit, reason, code));
  return { ...reply, headers: { ...reply.headers, "simulator-error": code } };
}
