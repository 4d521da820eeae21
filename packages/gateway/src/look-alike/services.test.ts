import { createMapiAccount, readMapiReply } from "@dedepay/alipay";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { legacyCodeOf } from "./legacy-refusal.ts";
import { documentText, failureOf, issuedPair, type LookAlikeStage, openStage } from "./testing/look-alike-stage.ts";
import type { Fields } from "./testing/old-shop.ts";

let stage: LookAlikeStage;
let serial = 0;
const own = { remoteAddress: "198.51.100.7" };

/** Settings that switch everything on for one address. */
async function switchOn(): Promise<void> {
  const { siteId } = stage;
  await stage.gateway.setRefundLimit({ siteId, dailyFen: 100_000n, requestId: "req_l" });
  await stage.gateway.changeLookAlike({
    siteId,
    changes: {
      services: ["close_trade", "send_goods_confirm_by_platform", "refund"],
      addresses: ["198.51.100.0/24", "2001:db8::/32"],
    },
    requestId: "req_s",
  });
}

async function paid(status = "TRADE_SUCCESS", changes: Fields = {}): Promise<{ orderNo: string; tradeNo: string }> {
  serial += 1;
  const orderNo = `S-P1RN${serial}`;
  stage.dedecms.expect(orderNo, "148.21");
  await stage.order(orderNo, changes);
  const { tradeNo } = await stage.payAtAlipay(await stage.paymentOf(orderNo), status);
  await stage.time.advance(0);
  return { orderNo, tradeNo };
}

const refundOf = (tradeNo: string, batch: string, changes: Fields = {}): Fields => ({
  seller_user_id: stage.shop.partner,
  refund_date: "2026-01-01 12:00:00",
  batch_no: `20260101${batch}`,
  batch_num: "1",
  detail_data: `${tradeNo}^48.21^协商退款`,
  ...changes,
});

beforeAll(async () => {
  stage = await openStage({ pollMs: 600_000 });
});
afterAll(() => stage.close());

describe("notify_verify", () => {
  const verify = async (fields: Fields): Promise<string> =>
    documentText(await stage.call(new URLSearchParams({ service: "notify_verify", ...fields }).toString()));

  it("says true until the shop has acknowledged, and false afterwards", async () => {
    const { partner } = stage.shop;
    let during = "";
    stage.nextAnswers.push(async (request) => {
      const notifyId = new URLSearchParams(Buffer.from(request.body ?? []).toString()).get("notify_id") ?? "";
      during = await verify({ partner, notify_id: notifyId });
      return stage.dedecms.send(request);
    });
    const { orderNo } = await paid();
    expect(during).toBe("true");
    const notifyId = stage.dedecms.visits.find(({ fields }) => fields["out_trade_no"] === orderNo)?.fields["notify_id"];
    expect(notifyId).toMatch(/^[0-9a-f]{32}dd$/);
    expect(await verify({ partner, notify_id: notifyId ?? "" })).toBe("false");
  });

  it("says false to an id that it never gave, or gave to another, and invalid where it is not asked right", async () => {
    const other = await issuedPair(stage.gateway, stage.siteId);
    stage.nextAnswers.push(async () => ({ status: 503, headers: {}, body: new Uint8Array() }));
    await paid();
    const rows = await stage.database.rows("select id from look_alike_notices where acknowledged_at_ms is null");
    const open = String(rows[0]?.["id"]);
    expect(await verify({ partner: stage.shop.partner, notify_id: open })).toBe("true");
    expect(await verify({ partner: other.partner, notify_id: open })).toBe("false");
    expect(await verify({ partner: stage.shop.partner, notify_id: "x" })).toBe("false");
    expect(await verify({ partner: "", notify_id: open })).toBe("invalid");
    expect(await verify({ partner: "2088000000000404", notify_id: open })).toBe("invalid");
    expect(await verify({ partner: stage.shop.partner, notify_id: "" })).toBe("invalid");
  });
});

describe("query_timestamp", () => {
  it("gives shops with anti-phishing the key which they ask for, unsigned", async () => {
    const { partner } = stage.shop;
    const answer = documentText(await stage.call(`service=query_timestamp&partner=${partner}&_input_charset=utf-8`));
    expect(answer).toMatch(/<is_success>T<\/is_success>.*<encrypt_key>[0-9a-f]{32}<\/encrypt_key>/);
    expect(answer).not.toContain("sign");
    expect(await failureOf(stage.call("service=query_timestamp&partner=1"))).toMatchObject({ unified: 1004 });
  });
});

describe("single_trade_query", () => {
  it("tells how an order stands, signed, by either number", async () => {
    const { orderNo, tradeNo } = await paid("TRADE_SUCCESS", { service: "create_direct_pay_by_user" });
    const account = createMapiAccount({ partner: stage.shop.partner, signType: "MD5", md5Key: stage.shop.key });
    for (const fields of [{ out_trade_no: orderNo }, { trade_no: tradeNo }]) {
      const answer = await stage.ask("single_trade_query", fields, { method: "POST" });
      const raw = { status: 200, body: Buffer.from(documentText(answer)) };
      expect(readMapiReply(account, "single_trade_query", raw)).toMatchObject({
        verified: true,
        trade: {
          out_trade_no: orderNo,
          trade_no: tradeNo,
          trade_status: "TRADE_SUCCESS",
          total_fee: "148.21",
          to_buyer_fee: "0.00",
        },
      });
    }
  });

  it("knows nothing of a trade before its buyer went to Alipay, nor of another site's", async () => {
    await stage.order("S-P77RN1");
    const unknown = await failureOf(stage.ask("single_trade_query", { out_trade_no: "S-P77RN1" }));
    expect([unknown.unified, legacyCodeOf(unknown, "")]).toEqual([1009, "TRADE_NOT_EXIST"]);
    const { tradeNo } = await paid();
    const shop = stage.shop;
    const other = await stage.gateway.registerSite({ name: "另一家", requestId: "req_s" });
    const issued = await issuedPair(stage.gateway, other.siteId);
    stage.shop = { ...shop, ...issued };
    expect(await failureOf(stage.ask("single_trade_query", { trade_no: tradeNo }))).toMatchObject({ unified: 1009 });
    stage.shop = shop;
    expect(await failureOf(stage.ask("single_trade_query", {}))).toMatchObject({ unified: 1012 });
  });
});

describe("services that close, ship or refund", () => {
  it("answer nobody unless they are switched on, and then only the site's own servers", async () => {
    const { orderNo, tradeNo } = await paid();
    const calls: [string, Fields][] = [
      ["close_trade", { out_order_no: orderNo }],
      ["send_goods_confirm_by_platform", { trade_no: tradeNo, logistics_name: "x", transport_type: "EMS" }],
      ["refund_fastpay_by_platform_nopwd", refundOf(tradeNo, "off1")],
      ["refund_fastpay_query", { batch_no: "20260101off1" }],
      ["refund_fastpay_by_platform_pwd", refundOf(tradeNo, "off2")],
    ];
    for (const [service, fields] of calls) {
      const failure = await failureOf(stage.ask(service, fields, own));
      expect([failure.unified, legacyCodeOf(failure, service)]).toEqual([1004, "ILLEGAL_PARTNER_EXTERFACE"]);
    }
    await switchOn();
    for (const [service, fields] of calls.slice(0, 4)) {
      const failure = await failureOf(stage.ask(service, fields));
      expect([failure.unified, legacyCodeOf(failure, service)]).toEqual([1004, "HAS_NO_PRIVILEGE"]);
    }
    expect(stage.alipay.callsOf("refund_fastpay_by_platform_nopwd")).toEqual([]);
  });

  it("can't be switched on without addresses, nor refunds without a daily limit", async () => {
    const { siteId } = await stage.gateway.registerSite({ name: "新站", requestId: "req_s" });
    const change = (changes: object): Promise<unknown> =>
      stage.gateway.changeLookAlike({ siteId, changes, requestId: "req_s" });
    expect(await failureOf(change({ services: ["close_trade"] }))).toMatchObject({ param: "addresses" });
    const addresses = ["198.51.100.7"];
    expect(await failureOf(change({ services: ["refund"], addresses }))).toMatchObject({ param: "services" });
    expect(await failureOf(change({ addresses: ["10.0.0.0/99"] }))).toMatchObject({ param: "addresses" });
    expect(await failureOf(change({ shopUrl: "https://evil.test/" }))).toMatchObject({ param: "shop_url" });
    expect(await change({ services: ["close_trade"], addresses })).toMatchObject({ settings: { dailyCalls: 200 } });
  });

  it("close an unpaid order, and refuse a paid one", async () => {
    await stage.order("S-P78RN1");
    const answer = await stage.ask("close_trade", { out_order_no: "S-P78RN1" }, own);
    expect(documentText(answer)).toContain("<is_success>T</is_success>");
    expect((await stage.paymentOf("S-P78RN1")).state).toBe("closed");
    const { orderNo } = await paid();
    const failure = await failureOf(stage.ask("close_trade", { out_order_no: orderNo }, own));
    expect([failure.unified, legacyCodeOf(failure, "close_trade")]).toEqual([1010, "TRADE_STATUS_NOT_AVAILD"]);
  });

  it("refund one trade a batch, once, however often the batch is sent", async () => {
    const { orderNo, tradeNo } = await paid();
    const ask = (fields: Fields): ReturnType<LookAlikeStage["ask"]> =>
      stage.ask("refund_fastpay_by_platform_nopwd", fields, own);
    const notify = { notify_url: "https://old.test/refund_notify.php" };
    expect(documentText(await ask(refundOf(tradeNo, "A001", notify)))).toContain("<is_success>P</is_success>");
    await ask(refundOf(tradeNo, "A001", notify));
    expect(stage.alipay.callsOf("refund_fastpay_by_platform_nopwd")).toHaveLength(1);
    stage.nextAnswers.push(async () => ({ status: 200, headers: {}, body: Buffer.from("success") }));
    const sent: string[] = [];
    stage.nextAnswers[0] = async (request) => {
      sent.push(`${request.url} ${Buffer.from(request.body ?? []).toString()}`);
      return { status: 200, headers: {}, body: Buffer.from("success") };
    };
    await stage.time.advance(60_000);
    expect((await stage.paymentOf(orderNo)).refunded_fen).toBe(4821);
    const query = await stage.ask("refund_fastpay_query", { batch_no: "20260101A001" }, own);
    expect(documentText(query)).toBe(`is_success=T&result_details=20260101A001^${tradeNo}^48.21^SUCCESS`);
    expect(sent).toHaveLength(1);
    const told = new URLSearchParams(sent[0]?.split(" ")[1]);
    expect(Object.fromEntries(told)).toMatchObject({
      notify_type: "batch_refund_notify",
      batch_no: "20260101A001",
      success_num: "1",
      result_details: `${tradeNo}^48.21^SUCCESS`,
    });
    const { tradeNo: another } = await paid();
    const failure = await failureOf(ask(refundOf(another, "A001")));
    expect([failure.unified, legacyCodeOf(failure, "refund_fastpay_by_platform_nopwd")]).toEqual([
      1013,
      "DUPLICATE_BATCH_NO",
    ]);
  });

  it("refuse refunds over the rest or over the day's limit, several at once, and to foreign addresses", async () => {
    const { tradeNo } = await paid();
    const refuse = async (fields: Fields): Promise<unknown[]> => {
      const failure = await failureOf(stage.ask("refund_fastpay_by_platform_nopwd", fields, own));
      return [failure.unified, legacyCodeOf(failure, "refund_fastpay_by_platform_nopwd")];
    };
    const over = refundOf(tradeNo, "B001", { detail_data: `${tradeNo}^148.22^x` });
    expect(await refuse(over)).toEqual([1011, "REFUND_TRADE_FEE_ERROR"]);
    const two = { batch_num: "2", detail_data: `${tradeNo}^1.00^x#${tradeNo.replace(/^2026/, "2025")}^1.00^y` };
    expect(await refuse(refundOf(tradeNo, "B002", two))).toEqual([1002, "BATCH_NUM_EXCEED_LIMIT"]);
    expect(await refuse(refundOf("2026010100000000000000009999", "B003"))).toEqual([1009, "TRADE_NOT_EXIST"]);
    expect(await refuse(refundOf(tradeNo, "B004", { notify_url: "https://evil.test/" }))).toEqual([
      1002,
      "ILLEGAL_ARGUMENT",
    ]);
    await stage.gateway.setRefundLimit({ siteId: stage.siteId, dailyFen: 4821n, requestId: "req_l" });
    expect(await refuse(refundOf(tradeNo, "B005"))).toEqual([1011, "REFUND_TRADE_FEE_ERROR"]);
    await stage.gateway.setRefundLimit({ siteId: stage.siteId, dailyFen: 100_000n, requestId: "req_l" });
  });

  it("send an operator to the page where he types the password, from anywhere", async () => {
    const { tradeNo } = await paid();
    const answer = await stage.ask("refund_fastpay_by_platform_pwd", refundOf(tradeNo, "C001"));
    expect(answer).toEqual({ kind: "redirect", url: expect.stringMatching(/^\/refund\/ref_/) });
  });

  it("are served so many times a day", async () => {
    await stage.gateway.changeLookAlike({ siteId: stage.siteId, changes: { dailyCalls: 1 }, requestId: "req_s" });
    const failure = await failureOf(stage.ask("refund_fastpay_query", { batch_no: "x" }, own));
    expect(failure.unified).toBe(1008);
    await stage.time.advance(24 * 3600_000);
    expect(await failureOf(stage.ask("refund_fastpay_query", { batch_no: "x" }, own))).toMatchObject({ unified: 1009 });
  });
});
