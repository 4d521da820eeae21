import { createServer } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../start-simulator.ts";
import {
  all,
  app,
  certificateApp,
  direct,
  escrow,
  lapsed,
  mapi,
  mapiTrade,
  openapi,
  order,
  paidOrder,
  passTime,
  pay,
  physical,
  query,
  refund,
  scanned,
  v3,
  walkAt,
  walkStartMs,
  walkWorld,
} from "../testing/code-merchant.ts";
import { type Merchant, startMerchant } from "../testing/merchant.ts";
import { buyers, payAt, tradeOf } from "../testing/shop-visit.ts";
import { addRule, postSim } from "../testing/sim-api.ts";
import { callV3 } from "../testing/v3-client.ts";
import { defaultSwitches, type Switches } from "./switches.ts";

// Every switch in its other position; the type wants each. What the default does, the other tests say.
let simulator: Simulator;
let merchant: Merchant;
beforeAll(async () => {
  simulator = await startSimulator({ world: walkWorld, speed: 0, startMs: walkStartMs });
  merchant = await startMerchant();
  walkAt(simulator);
});
afterAll(async () => {
  await simulator.close();
  await merchant.close();
});
beforeEach(async () => {
  await fetch(`${simulator.url}/sim/reset`, { method: "POST" });
  merchant.received.length = 0;
  merchant.answer = () => ({});
});

const day = 86_400_000;
const notify = (): Record<string, string> => ({ notify_url: `${merchant.url}/n` });
const toMerchant = (): { fields: Record<string, string> } => ({ fields: notify() });
const act = (no: string, action: Record<string, unknown>): Promise<unknown> =>
  postSim(simulator, `trades/${no}/actions`, action);
const told = (): Array<string | null> => merchant.received.map(({ fields }) => fields.get("trade_status"));
const exists = async (no: string): Promise<boolean> =>
  (await openapi(query, { out_trade_no: no })).code !== "ACQ.TRADE_NOT_EXIST";

async function lastCall(): Promise<Record<string, string>> {
  const log = (await (await fetch(`${simulator.url}/sim/exchanges`)).json()) as { exchanges: Record<string, string>[] };
  return log.exchanges.at(-1) ?? {};
}

/** Orders of one kind: the number, and the cashier which the browser is sent to but has not opened. */
async function visit(method: "page" | "wap" | "qr"): Promise<{ no: string; cashier: string }> {
  const codes = { page: "FAST_INSTANT_TRADE_PAY", wap: "QUICK_WAP_WAY", qr: "FACE_TO_FACE_PAYMENT" };
  const biz = order({ product_code: codes[method] });
  const name = { page: "alipay.trade.page.pay", wap: "alipay.trade.wap.pay", qr: "alipay.trade.precreate" }[method];
  await openapi(name, biz);
  const { reply = "" } = await lastCall();
  return { no: String(biz["out_trade_no"]), cashier: /http[^"]*\/cashier\/\w+/.exec(reply)?.[0] ?? "" };
}

async function directTrade(changes: Record<string, string> = {}): Promise<string> {
  const fields = direct({ seller_id: all.partner, ...notify(), ...changes });
  await mapi(fields);
  return fields["out_trade_no"] ?? "";
}

const checks: Readonly<Record<keyof Switches, readonly [value: unknown, check: () => Promise<void>]>> = {
  firstRetryGapMinutes: [
    2,
    async () => {
      merchant.answer = () => ({ body: "fail" });
      await act(await directTrade(), { action: "pay", buyer: buyers.liSi });
      await passTime(2 * 60_000);
      expect(merchant.received).toHaveLength(2);
    },
  ],
  faceToFaceImmediateRetries: [
    3,
    async () => {
      merchant.answer = () => ({ body: "fail" });
      await openapi("alipay.trade.pay", order({ auth_code: `28${buyers.liSi}`, scene: "bar_code" }), toMerchant());
      await passTime(0);
      expect(merchant.received).toHaveLength(4);
    },
  ],
  noContractCode: [
    "ILLEGAL_PARTNER_EXTERFACE",
    async () => expect((await pay({}, lapsed)).code).toBe("ILLEGAL_PARTNER_EXTERFACE"),
  ],
  wrongGoodsCode: [
    "HAS_NO_PRIVILEGE",
    async () => expect((await pay({ payment_type: "47" }, physical)).code).toBe("HAS_NO_PRIVILEGE"),
  ],
  wrongKeyCode: [
    "ILLEGAL_PARTNER",
    async () => expect((await mapi(direct(), { key: "0".repeat(32) })).code).toBe("ILLEGAL_PARTNER"),
  ],
  changedContentCode: [
    "TRADE_DATE_MATCH_ERROR",
    async () => {
      const { out } = await mapiTrade({ paid: false, service: "create_partner_trade_by_buyer" });
      expect((await escrow({ out_trade_no: out, price: "11.00" })).code).toBe("TRADE_DATE_MATCH_ERROR");
    },
  ],
  directChangedContent: [
    "as_escrow",
    async () => {
      const { out } = await mapiTrade({ paid: false });
      const changed = { out_trade_no: out, price: "11.00", quantity: "1" };
      expect((await pay(changed)).code).toBe("TRADE_DATA_MATCH_ERROR");
    },
  ],
  unknownFields: ["refused", async () => expect((await pay({ brand_new: "1" })).code).toBe("ILLEGAL_ARGUMENT")],
  escrowPriceCeilingFen: [
    100_000_000,
    async () => {
      expect((await escrow({ price: "1000000.00" })).code).toBe(undefined);
      expect((await escrow({ price: "1000000.01" })).code).toBe("ILLEGAL_ARGUMENT");
    },
  ],
  feeInTotal: [
    [],
    async () => {
      await escrow({ out_trade_no: "FEE", logistics_fee: "5.00", logistics_payment: "BUYER_PAY" });
      expect(await tradeOf(simulator, "FEE")).toMatchObject({ total_fen: 1000 });
    },
  ],
  shipReplyDetails: [
    false,
    async () => {
      const { no } = await mapiTrade({ paid: true, service: "create_partner_trade_by_buyer" });
      const fields = { service: "send_goods_confirm_by_platform", trade_no: no, logistics_name: "x" };
      await mapi({ ...fields, transport_type: "EXPRESS" });
      expect((await lastCall())["reply"]).toMatch(/<alipay><is_success>T<\/is_success><\/alipay>$/);
    },
  ],
  refundQueryReply: [
    "xml",
    async () => {
      const { no } = await mapiTrade({ paid: true });
      await refund(`${no}^1.00^x`);
      const asked = { service: "refund_fastpay_query", trade_no: no };
      expect(await mapi(asked)).toEqual({ form: "xml", code: undefined });
      expect((await lastCall())["reply"]).toContain(`${no}^1.00^SUCCESS</result_details>`);
      expect(await mapi({ ...asked, trade_no: "2026030122001" })).toEqual({ form: "xml", code: "REFUND_NOT_EXIST" });
    },
  ],
  mapiNoticeCharset: [
    "gbk",
    async () => {
      await act(await directTrade({ subject: "书" }), { action: "pay", buyer: buyers.liSi });
      await passTime(0);
      expect(merchant.received[0]?.body.toString("latin1")).toContain("subject=%CA%E9");
    },
  ],
  errorPageStatus: [
    500,
    async () => expect((await fetch(`${simulator.mapiEndpoint}?service=create_direct_pay_by_user`)).status).toBe(500),
  ],
  explainErrors: [
    false,
    async () => {
      for (const asked of ["?service=create_direct_pay_by_user", "?method=alipay.trade.page.pay"]) {
        const bytes = await (await fetch(`${simulator.url}/gateway.do${asked}`)).arrayBuffer();
        const text = new TextDecoder("gbk").decode(bytes);
        expect(text).toContain("错误代码");
        expect(text).not.toContain("模拟器的解释");
      }
    },
  ],
  pageTradeCreated: [
    "confirmed",
    async () => {
      const { no, cashier } = await visit("page");
      await fetch(cashier);
      expect(await exists(no)).toBe(false);
      await payAt(cashier);
      expect(await exists(no)).toBe(true);
    },
  ],
  wapTradeCreated: [
    "opened",
    async () => {
      const { no, cashier } = await visit("wap");
      expect(await exists(no)).toBe(false);
      await fetch(cashier);
      expect(await exists(no)).toBe(true);
    },
  ],
  qrTradeCreated: ["requested", async () => expect(await exists((await visit("qr")).no)).toBe(true)],
  notifyWaitBuyerPay: [
    ["direct"],
    async () => {
      await directTrade();
      await passTime(0);
      expect(told()).toEqual(["WAIT_BUYER_PAY"]);
    },
  ],
  notifyOpenapiClosed: [
    false,
    async () => {
      const biz = order({ buyer_id: buyers.liSi });
      await openapi("alipay.trade.create", biz, toMerchant());
      await act(String(biz["out_trade_no"]), { action: "close" });
      await passTime(0);
      expect(told()).toEqual([]);
    },
  ],
  notifyOpenapiFinished: [
    false,
    async () => {
      await openapi("alipay.trade.pay", order({ auth_code: `28${buyers.liSi}`, scene: "bar_code" }), toMerchant());
      await passTime(366 * day);
      expect(told()).toEqual(["TRADE_SUCCESS"]);
    },
  ],
  notifyRefunds: [
    false,
    async () => {
      const no = await directTrade();
      await act(no, { action: "pay", buyer: buyers.liSi });
      await act(no, { action: "refund", amount_fen: 1 });
      await passTime(0);
      expect(told()).toEqual(["TRADE_SUCCESS"]);
    },
  ],
  noticeEmptyValuesSigned: [
    false,
    async () => {
      const biz = order({ buyer_id: buyers.liSi });
      await openapi("alipay.trade.create", biz, toMerchant());
      await postSim(simulator, "scenarios/notify-empty-field", { out_trade_no: biz["out_trade_no"] });
      expect(merchant.received[0]?.fields.get("extra_empty")).toBe("");
      expect((await lastCall())["signedText"]).not.toContain("extra_empty");
    },
  ],
  bindFirstBuyer: [
    true,
    async () => {
      const { no, cashier } = await visit("page");
      await fetch(cashier);
      await payAt(cashier, { buyer: buyers.poor });
      expect((await payAt(cashier, { buyer: buyers.liSi })).error).toBe("ACQ.TRADE_BUYER_NOT_MATCH");
      expect(await tradeOf(simulator, no)).toMatchObject({ status: "WAIT_BUYER_PAY" });
    },
  ],
  timestampToleranceMinutes: [
    10,
    async () => {
      const at = (timestamp: string): Promise<unknown> => openapi(query, {}, { fields: { timestamp } });
      expect(await at("2026-03-01 10:11:00")).toMatchObject({ code: "isv.invalid-timestamp" });
      expect(await at("2026-03-01 10:09:00")).toMatchObject({ code: "ACQ.INVALID_PARAMETER" });
    },
  ],
  v3TimestampToleranceMinutes: [
    0,
    async () => expect((await v3({ timestampMs: Date.now() - 7_200_000 })).code).toBe("ACQ.INVALID_PARAMETER"),
  ],
  v3NonceMayRepeat: [
    true,
    async () => {
      await v3({ nonce: "n" });
      expect((await v3({ nonce: "n" })).code).toBe("ACQ.INVALID_PARAMETER");
    },
  ],
  v3SignatureStatus: [
    401,
    async () => {
      const forged = { ...app, privateKey: certificateApp.privateKey };
      const answer = await callV3(simulator, { app: forged, path: "/v3/alipay/trade/query" });
      expect(answer).toMatchObject({ status: 401, code: "invalid-signature" });
    },
  ],
  v3RateLimitStatus: [
    503,
    async () => {
      await addRule(simulator, { kind: "code", code: "isv.app-call-limited" });
      const answer = await callV3(simulator, { app, path: "/v3/alipay/trade/query" });
      expect(answer).toMatchObject({ status: 503, code: "app-call-limited" });
    },
  ],
  waitingMessage: [
    "please wait",
    async () => {
      await openapi(
        "alipay.trade.pay",
        order({ total_amount: "2000.00", auth_code: `28${buyers.liSi}`, scene: "bar_code" }),
      );
      expect((await lastCall())["reply"]).toContain('"code":"10003","msg":"please wait"');
    },
  ],
  noPasswordLimitFen: [100, async () => expect((await scanned(buyers.liSi)).number).toBe("10003")],
  refundWindowDays: [
    1,
    async () => {
      const no = await paidOrder();
      await passTime(day);
      expect(await tradeOf(simulator, no)).toMatchObject({ status: "TRADE_FINISHED" });
    },
  ],
  notifyTimeoutSeconds: [
    0.05,
    async () => {
      const silent = createServer(() => undefined);
      await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
      const { port } = silent.address() as { port: number };
      const no = await directTrade({ notify_url: `http://127.0.0.1:${port}/` });
      await act(no, { action: "pay", buyer: buyers.liSi });
      await passTime(0);
      expect(await tradeOf(simulator, no)).toMatchObject({ notifications: [{ attempts: [{ outcome: "timed out" }] }] });
      silent.close();
    },
  ],
};

describe("the switch", () => {
  it.each(Object.entries(checks))("%s changes what happens", async (name, [value, check]) => {
    expect(defaultSwitches[name as keyof Switches]).not.toEqual(value);
    const { status, json } = await postSim(simulator, "switches", { [name]: value });
    expect([status, json]).toMatchObject([200, { switches: { [name]: value } }]);
    await check();
  });

  it("is refused by name, and goes back with a reset", async () => {
    const { status, json } = await postSim(simulator, "switches", { refundWindowDays: -1, feeInTotal: ["NOBODY"] });
    expect([status, JSON.stringify(json["problems"])]).toEqual([400, expect.stringContaining("/refundWindowDays: ")]);
    expect((await postSim(simulator, "switches", { nothing: 1 })).status).toBe(400);
    await postSim(simulator, "switches", { refundWindowDays: 3 });
    const snapshot = (await (await fetch(`${simulator.url}/sim/snapshot`)).json()) as { world: unknown };
    expect(snapshot.world).toMatchObject({ switches: { refundWindowDays: 3 } });
    await fetch(`${simulator.url}/sim/reset`, { method: "POST" });
    const now = (await (await fetch(`${simulator.url}/sim/switches`)).json()) as { switches: unknown; schema: unknown };
    expect(now.switches).toEqual(defaultSwitches);
    expect(now.schema).toMatchObject({ properties: { explainErrors: { description: expect.stringMatching(/ · /) } } });
  });
});
