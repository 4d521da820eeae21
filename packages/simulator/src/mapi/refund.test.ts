import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../start-simulator.ts";
import { md5Holds, signedQuery } from "../testing/mapi-client.ts";
import { type Merchant, startMerchant } from "../testing/merchant.ts";
import { advance, openCashier, payAt, tradeOf } from "../testing/shop-visit.ts";
import { addRule } from "../testing/sim-api.ts";

const key = "simulatorkey0123456789abcdefghij";
const partner = "2088101000000017";
let simulator: Simulator;
let merchant: Merchant;
beforeEach(async () => {
  simulator = await startSimulator({ speed: 0, startMs: Date.parse("2026-03-01T10:00:00+08:00") });
  merchant = await startMerchant();
});
afterEach(async () => {
  await simulator.close();
  await merchant.close();
});

function address(fields: Record<string, string>): string {
  return `${simulator.mapiEndpoint}?${signedQuery({ key, fields: { partner, ...fields } })}`;
}

async function paidTrade(outTradeNo: string, service = "create_direct_pay_by_user"): Promise<string> {
  const fields: Record<string, string> = {
    service,
    out_trade_no: outTradeNo,
    subject: "x",
    payment_type: "1",
    seller_id: partner,
    notify_url: `${merchant.url}/pay`,
    price: "10.00",
    quantity: "1",
    ...(service === "create_direct_pay_by_user"
      ? {}
      : { logistics_type: "EXPRESS", logistics_fee: "0.00", logistics_payment: "SELLER_PAY" }),
  };
  await payAt(await openCashier(address(fields)));
  await advance(simulator, 0);
  merchant.received.length = 0;
  return String((await tradeOf(simulator, outTradeNo))["trade_no"]);
}

function batch(batchNo: string, detail: string, changes: Record<string, string> = {}): Record<string, string> {
  return {
    service: "refund_fastpay_by_platform_nopwd",
    notify_url: `${merchant.url}/refund`,
    seller_user_id: partner,
    refund_date: "2026-03-01 10:00:00",
    batch_no: batchNo,
    batch_num: String(detail.split("#").length),
    detail_data: detail,
    ...changes,
  };
}

async function ask(fields: Record<string, string>): Promise<string> {
  const text = await (await fetch(address(fields))).text();
  return /<error>(\w+)<\/error>/.exec(text)?.[1] ?? /<is_success>(\w)</.exec(text)?.[1] ?? text;
}

describe("refunds without password", () => {
  it("give money back partly and wholly, notify batch and trade, and can be asked for", async () => {
    const tradeNo = await paidTrade("M1");
    expect(await ask(batch("20260301001", `${tradeNo}^4.00^退一部分`))).toBe("T");
    expect(await ask(batch("20260301002", `${tradeNo}^6.00^退完`))).toBe("T");
    await advance(simulator, 0);
    const told = merchant.received.map(({ url, fields }) => [
      url,
      fields.get("notify_type"),
      fields.get("trade_status"),
      fields.get("refund_status"),
    ]);
    expect(told).toEqual(
      expect.arrayContaining([
        ["/pay", "trade_status_sync", "TRADE_SUCCESS", "REFUND_SUCCESS"],
        ["/refund", "batch_refund_notify", null, null],
        ["/pay", "trade_status_sync", "TRADE_CLOSED", "REFUND_SUCCESS"],
      ]),
    );
    const [batchNotice] = merchant.received.filter(({ url }) => url === "/refund");
    expect(Object.fromEntries(batchNotice?.fields ?? [])).toMatchObject({
      batch_no: "20260301001",
      success_num: "1",
      result_details: `${tradeNo}^4.00^SUCCESS`,
    });
    for (const { body } of merchant.received) expect(md5Holds(body.toString("latin1"), key)).toBe(true);
    const query = { service: "refund_fastpay_query", batch_no: "20260301001" };
    expect(await ask(query)).toBe(`is_success=T&result_details=20260301001^${tradeNo}^4.00^SUCCESS`);
    expect(await ask({ ...query, batch_no: "20260301999" })).toBe("is_success=F&error_code=REFUND_NOT_EXIST");
    expect(await ask({ service: "refund_fastpay_query", trade_no: tradeNo })).toContain("20260301002");
  });

  it("report each item of a batch by itself", async () => {
    const tradeNo = await paidTrade("M2");
    expect(await ask(batch("20260301010", `${tradeNo}^1.00^a#2026030122001000000000000009^1.00^b`))).toBe("T");
    await advance(simulator, 0);
    const details = merchant.received.find(({ url }) => url === "/refund")?.fields.get("result_details");
    expect(details).toBe(`${tradeNo}^1.00^SUCCESS#2026030122001000000000000009^1.00^TRADE_NOT_EXISTS`);
  });

  it("answer P while the money is on its way", async () => {
    const tradeNo = await paidTrade("M3");
    await addRule(simulator, { kind: "refund_pending", ms: 60_000 });
    expect(await ask(batch("20260301020", `${tradeNo}^1.00^a`))).toBe("P");
    expect((await tradeOf(simulator, "M3"))["refunded_fen"]).toBe(0);
    await advance(simulator, 60_000);
    expect((await tradeOf(simulator, "M3"))["refunded_fen"]).toBe(100);
    expect(merchant.received).toHaveLength(2);
  });

  it.each<[string, (tradeNo: string) => Record<string, string>, string]>([
    ["more than was paid", (no) => batch("20260301030", `${no}^10.01^a`), "REFUND_TRADE_FEE_ERROR"],
    ["nothing", (no) => batch("20260301030", `${no}^0.00^a`), "RESULT_AMOUNT_NOT_VALID"],
    ["a trade of nobody", () => batch("20260301030", "2026030122001000000000000099^1.00^a"), "TRADE_NOT_EXISTS"],
    [
      "yesterday's date",
      (no) => batch("20260228001", `${no}^1.00^a`, { refund_date: "2026-02-28 10:00:00" }),
      "REFUND_DATE_ERROR",
    ],
    ["a number of another day", (no) => batch("20260228001", `${no}^1.00^a`), "BATCH_NO_FORMAT_ERROR"],
    [
      "a count which is wrong",
      (no) => batch("20260301030", `${no}^1.00^a`, { batch_num: "2" }),
      "BATCH_NUM_NOT_EQUAL_TOTAL",
    ],
    [
      "a count above a thousand",
      (no) => batch("20260301030", `${no}^1.00^a`, { batch_num: "1001" }),
      "BATCH_NUM_EXCEED_LIMIT",
    ],
    ["broken details", (no) => batch("20260301030", `${no}^1.00`), "DETAIL_DATA_FORMAT_ERROR"],
    ["one trade twice", (no) => batch("20260301030", `${no}^1.00^a#${no}^1.00^b`), "DUBL_TRADE_NO_IN_SAME_BATCH"],
    [
      "another seller",
      (no) => batch("20260301030", `${no}^1.00^a`, { seller_user_id: "2088101000000025" }),
      "ACCOUNT_NOT_EXISTS",
    ],
    [
      "an e-mail of another seller",
      (no) => batch("20260301030", `${no}^1.00^a`, { seller_email: "x@y.test" }),
      "EMAIL_USERID_NOT_MATCH",
    ],
  ])("refuse %s", async (_name, fields, code) => {
    expect(await ask(fields(await paidTrade("M4")))).toBe(code);
    expect((await tradeOf(simulator, "M4"))["refunded_fen"]).toBe(0);
  });

  it("refuse a number which was used, a finished trade, and one in escrow", async () => {
    const tradeNo = await paidTrade("M5");
    const escrowNo = await paidTrade("M6", "create_partner_trade_by_buyer");
    expect(await ask(batch("20260301040", `${tradeNo}^1.00^a`))).toBe("T");
    expect(await ask(batch("20260301040", `${tradeNo}^1.00^a`))).toBe("DUPLICATE_BATCH_NO");
    expect(await ask(batch("20260301041", `${escrowNo}^1.00^a`))).toBe("TRADE_PRODUCT_NOT_ALLOW_REFUND");
    await advance(simulator, 365 * 86_400_000);
    const late = batch("20270301001", `${tradeNo}^1.00^a`, { refund_date: "2027-03-01 10:00:00" });
    expect(await ask(late)).toBe("TRADE_HAS_FINISHED");
  });
});

describe("refunds with password", () => {
  const byOperator = { service: "refund_fastpay_by_platform_pwd" };

  it("wait for the operator, who is asked for no password", async () => {
    const tradeNo = await paidTrade("O1");
    const response = await fetch(address(batch("20260301050", `${tradeNo}^2.50^a`, byOperator)), {
      redirect: "manual",
    });
    const page = response.headers.get("location") ?? "";
    expect(await (await fetch(page)).text()).not.toMatch(/type="?password/);
    expect((await tradeOf(simulator, "O1"))["refunded_fen"]).toBe(0);
    await fetch(`${page}/confirm`, { method: "POST" });
    await fetch(`${page}/confirm`, { method: "POST" });
    expect((await tradeOf(simulator, "O1"))["refunded_fen"]).toBe(250);
  });

  it("lapse at midnight in Beijing", async () => {
    const tradeNo = await paidTrade("O2");
    const response = await fetch(address(batch("20260301051", `${tradeNo}^2.50^a`, byOperator)), {
      redirect: "manual",
    });
    await advance(simulator, 14 * 3_600_000);
    await fetch(`${response.headers.get("location")}/confirm`, { method: "POST" });
    expect((await tradeOf(simulator, "O2"))["refunded_fen"]).toBe(0);
  });
});
