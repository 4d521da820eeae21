// A gateway with one old shop before it.
import { DedepayError } from "@dedepay/errors";
import type { Gateway } from "../../create-gateway.ts";
import type { HttpSend } from "../../platform/platform.ts";
import { type FakeTrade, mapiNotification, openapiNotification } from "../../testing/fake-alipay.ts";
import { openTestGateway, type TestGateway, type TestGatewayOptions } from "../../testing/test-gateway.ts";
import type { PaymentDocument } from "../../use-cases/payments/payment-document.ts";
import type { LegacyAnswer } from "../legacy-answer.ts";
import { DedecmsModel } from "./dedecms-model.ts";
import { dedecmsOrder, type Fields, type OldShop, signedQuery } from "./old-shop.ts";

export type CallOptions = { method?: "GET" | "POST"; body?: string; remoteAddress?: string; path?: string };

export type LookAlikeStage = TestGateway & {
  shop: OldShop;
  /** Stands at the shop's origin. */
  dedecms: DedecmsModel;
  /** Answers of the next notifications in place of the shop's own. */
  nextAnswers: HttpSend[];
  call(query: string, options?: CallOptions): Promise<LegacyAnswer>;
  /** A signed order in the way of DedeCMS, by GET unless told. */
  order(orderNo: string, changes?: Fields, options?: CallOptions): Promise<LegacyAnswer>;
  /** Any other signed call, without empty values. */
  ask(service: string, fields: Fields, options?: CallOptions): Promise<LegacyAnswer>;
  paymentOf(orderNo: string): Promise<PaymentDocument>;
  /** The buyer goes to Alipay and pays; Alipay notifies. Answers the trade. */
  payAtAlipay(payment: PaymentDocument, status?: string, at?: string): Promise<FakeTrade>;
  /** Alipay sends its last notification once more. */
  notifyAgain(): Promise<void>;
};

export async function openStage(
  o: Omit<TestGatewayOptions, "hosts"> & { account?: string; charset?: OldShop["charset"] } = {},
): Promise<LookAlikeStage> {
  const { account = "mapi", charset = "utf-8", ...options } = o;
  let notified = account;
  let rawBody: Uint8Array = new Uint8Array();
  const nextAnswers: LookAlikeStage["nextAnswers"] = [];
  const dedecms = new DedecmsModel(() => stage.shop);
  const send: HttpSend = (request) => (nextAnswers.shift() ?? dedecms.send)(request);
  const test = await openTestGateway({ ...options, hosts: { "old.test": send } });
  const { siteId } = await test.gateway.registerSite({
    name: "老商店",
    returnOrigins: ["https://old.test"],
    defaultAccount: account,
    requestId: "req_setup",
  });
  const { partner, key } = await issuedPair(test.gateway, siteId);
  const shop: OldShop = { partner, key, charset, origin: "https://old.test" };
  const stage: LookAlikeStage = Object.assign(test, {
    siteId,
    shop,
    dedecms,
    nextAnswers,
    call: (query: string, { method = "GET", body = "", ...rest }: CallOptions = {}) =>
      stage.gateway.answerLegacyCall({
        method,
        path: rest.path ?? "/gateway.do",
        query,
        body: Buffer.from(body, "latin1"),
        remoteAddress: rest.remoteAddress ?? "203.0.113.9",
        requestId: "req_call",
      }),
    order: (orderNo: string, changes: Fields = {}, call: CallOptions = {}) =>
      stage.call(signedQuery(stage.shop, dedecmsOrder(stage.shop, orderNo, changes)), call),
    ask: (service: string, fields: Fields, call: CallOptions = {}) => {
      const common = { service, partner: stage.shop.partner, _input_charset: stage.shop.charset };
      return stage.call(signedQuery(stage.shop, { ...common, ...fields }, { emptyToo: false }), call);
    },
    async payAtAlipay(payment: PaymentDocument, status = "TRADE_SUCCESS", at = account) {
      notified = at;
      await stage.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_open" });
      const outTradeNo = payment.attempts.at(-1)?.out_trade_no ?? "";
      const known = stage.alipay.trades.get(outTradeNo);
      const trade = known ?? stage.alipay.trade(outTradeNo, { status, totalFen: BigInt(payment.amount_fen) });
      trade.status = status;
      rawBody = at === "openapi" ? openapiNotification(trade) : mapiNotification(trade);
      await stage.notifyAgain();
      return trade;
    },
    async notifyAgain() {
      await stage.gateway.acceptNotification({ accountId: notified, rawBody, requestId: "req_notify" });
    },
    paymentOf: (orderNo: string) => stage.gateway.getPayment({ siteId, orderNo }),
  });
  test.secrets.push(key);
  return stage;
}

/** A new pair for the site. */
export async function issuedPair(
  gateway: Pick<Gateway, "issueLookAlikeKey">,
  siteId: string,
): Promise<{ partner: string; key: string }> {
  const { partner, key } = await gateway.issueLookAlikeKey({ siteId, requestId: "req_setup" });
  if (key === null) throw new Error("a new pair without its key");
  return { partner, key };
}

/** What the promise was refused with. */
export async function failureOf(promise: Promise<unknown>): Promise<DedepayError> {
  const thrown = await promise.then(
    () => "nothing",
    (error: unknown) => error,
  );
  if (thrown instanceof DedepayError) return thrown;
  throw new Error(`not refused: ${String(thrown)}`);
}

export function documentText(answer: LegacyAnswer): string {
  if (answer.kind !== "document") throw new Error(`no document but ${answer.kind}`);
  return Buffer.from(answer.body).toString("utf8");
}
