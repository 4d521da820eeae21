import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mapiNotification } from "../testing/fake-alipay.ts";
import { testMd5Key, testPartner } from "../testing/test-identity.ts";
import type { AcceptNotificationResult } from "../use-cases/notifications/notification-outcome.ts";
import type { PaymentDocument } from "../use-cases/payments/payment-document.ts";
import { type LookAlikeStage, openStage } from "./testing/look-alike-stage.ts";

let stage: LookAlikeStage;
let payment: PaymentDocument;

beforeEach(async () => {
  stage = await openStage();
  const reuse = { partner: testPartner, key: testMd5Key };
  await stage.gateway.issueLookAlikeKey({ siteId: stage.siteId, reuse, requestId: "req_setup" });
  stage.shop = { ...stage.shop, ...reuse };
  stage.dedecms.expect("S-P1RN100", "148.21");
  await stage.order("S-P1RN100");
  payment = await stage.paymentOf("S-P1RN100");
  await stage.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_open" });
});
afterEach(() => stage.close());

/** As anybody can post it who has read the key in the shop's files. */
function post(status: string, outTradeNo = payment.attempts[0]?.out_trade_no ?? ""): Promise<AcceptNotificationResult> {
  const trade = { outTradeNo, tradeNo: `20260101${"7".repeat(20)}`, status };
  const rawBody = mapiNotification({ ...trade, totalFen: 14821n, sellerId: testPartner });
  return stage.gateway.acceptNotification({ accountId: "mapi", rawBody, requestId: "req_notify" });
}

describe("money under a key that an old shop holds, too", () => {
  it("does not count on a notification alone, though its signature holds and Alipay's second check would say true", async () => {
    stage.alipay.freshness = "true";
    expect(await post("TRADE_SUCCESS")).toMatchObject({ answer: "fail", outcome: "unconfirmed" });
    expect((await stage.paymentOf("S-P1RN100")).state).toBe("unpaid");
    await stage.time.advance(60_000);
    expect(stage.dedecms.visits).toEqual([]);
  });

  it("counts once a query confirms it", async () => {
    const [attempt] = payment.attempts;
    stage.alipay.trade(attempt?.out_trade_no ?? "", { status: "TRADE_SUCCESS", totalFen: 14821n });
    expect(await post("TRADE_SUCCESS")).toMatchObject({ answer: "success" });
    expect((await stage.paymentOf("S-P1RN100")).state).toBe("paid");
    await stage.time.advance(0);
    expect(stage.dedecms.handedOut("S-P1RN100")).toBe(1);
  });

  it("does not count where the query can't be made, and is found by the schedule later", async () => {
    const [attempt] = payment.attempts;
    stage.alipay.trade(attempt?.out_trade_no ?? "", { status: "TRADE_SUCCESS", totalFen: 14821n });
    stage.alipay.mood = "times_out";
    expect(await post("TRADE_SUCCESS")).toMatchObject({ answer: "fail", outcome: "unconfirmed" });
    stage.alipay.mood = "answers";
    await stage.time.advance(60 * 60_000);
    expect((await stage.paymentOf("S-P1RN100")).state).toBe("paid");
  });

  it("is nothing to call the owner for where the order is invented", async () => {
    expect(await post("TRADE_SUCCESS", "INVENTED-1")).toMatchObject({ answer: "fail", outcome: "unconfirmed" });
    expect((await stage.gateway.listIncidents()).data).toEqual([]);
    stage.alipay.trade("OLD-ORDER-1", { status: "TRADE_SUCCESS", totalFen: 14821n });
    expect(await post("TRADE_SUCCESS", "OLD-ORDER-1")).toMatchObject({ answer: "success", outcome: "parked" });
  });

  it("stays so after the key was revoked here: the shop's files still hold it", async () => {
    const { siteId } = stage;
    await stage.gateway.revokeLookAlikeKey({ siteId, partner: testPartner, requestId: "req_revoke" });
    expect(await post("TRADE_SUCCESS")).toMatchObject({ answer: "fail", outcome: "unconfirmed" });
  });
});
