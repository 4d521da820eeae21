import { createHash } from "node:crypto";
import { encodeText } from "@dedepay/alipay";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HttpFailure, type HttpFailureKind } from "../platform/http-failure.ts";
import type { HttpResponse } from "../platform/platform.ts";
import type { DeliveryDocument } from "../use-cases/deliveries/describe-delivery.ts";
import type { InspectedPayment } from "../use-cases/payments/inspect-payment.ts";
import { type LookAlikeStage, openStage } from "./testing/look-alike-stage.ts";
import type { Fields } from "./testing/old-shop.ts";

const minuteMs = 60_000;
let stage: LookAlikeStage;
let serial = 0;

/** An order that is paid at Alipay; the shop hears of it at once. */
async function paidOrder(
  o: { changes?: Fields; total?: string; status?: string; member?: boolean } = {},
): Promise<string> {
  serial += 1;
  const orderNo = o.member === true ? `M7T1795373629RN${serial}` : `S-P1795372888RN${serial}`;
  const total = o.total ?? "148.21";
  stage.dedecms.expect(orderNo, total);
  await stage.order(orderNo, { price: total, ...o.changes });
  await stage.payAtAlipay(await stage.paymentOf(orderNo), o.status);
  await stage.time.advance(0);
  return orderNo;
}

async function inspect(orderNo: string): Promise<InspectedPayment> {
  return stage.gateway.inspectPayment((await stage.paymentOf(orderNo)).id);
}

async function delivery(orderNo: string): Promise<DeliveryDocument> {
  const found = (await inspect(orderNo)).deliveries.find(({ type }) => type.endsWith("paid"));
  if (found === undefined) throw new Error(`nothing is owed for ${orderNo}`);
  return found;
}

const status = async (orderNo: string): Promise<string> => (await delivery(orderNo)).status;
const visitsOf = (orderNo: string): Fields[] =>
  stage.dedecms.visits.filter(({ fields }) => fields["out_trade_no"] === orderNo).map(({ fields }) => fields);

function page(text: string, o: { status?: number; charset?: "utf-8" | "gbk" } = {}): () => Promise<HttpResponse> {
  const body = encodeText(`<html><body>${text}</body></html>`, o.charset ?? "utf-8").bytes;
  return async () => ({ status: o.status ?? 200, headers: {}, body });
}

const breaks = (kind: HttpFailureKind, code: string) => (): Promise<HttpResponse> =>
  Promise.reject(new HttpFailure(kind, { code, timeoutMs: 1 }));

function verifies(fields: Fields, key: string): boolean {
  const names = Object.keys(fields)
    .filter((name) => name !== "sign" && name !== "sign_type")
    .sort();
  const text = names.map((name) => `${name}=${fields[name]}`).join("&");
  return (
    createHash("md5").update(encodeText(text, stage.shop.charset).bytes).update(key).digest("hex") === fields["sign"]
  );
}

describe.each(["utf-8", "gb2312"] as const)("a paid order of a shop in %s", (charset) => {
  beforeAll(async () => {
    stage = await openStage({ charset });
  });
  afterAll(() => stage.close());

  it("is told once, with exactly the fields that are signed, none of them empty", async () => {
    const orderNo = await paidOrder({ total: "7.5" });
    expect(await status(orderNo)).toBe("done");
    expect(stage.dedecms.handedOut(orderNo)).toBe(1);
    const [fields = {}, ...others] = visitsOf(orderNo);
    expect(others).toEqual([]);
    expect(fields).toMatchObject({
      notify_type: "trade_status_sync",
      out_trade_no: orderNo,
      subject: `支付订单号:${orderNo}`,
      total_fee: "7.5",
      price: "7.5",
      quantity: "1",
      trade_status: "TRADE_FINISHED",
      seller_email: "shop@example.com",
      seller_id: stage.shop.partner,
      trade_no: expect.stringMatching(/^\d{28}$/),
      dopost: "return",
      code: "alipay",
    });
    expect(Object.values(fields)).not.toContain("");
    const { dopost, code, ...sent } = fields;
    expect(verifies(sent, stage.shop.key)).toBe(true);
    await stage.time.advance(15 * minuteMs);
    expect(visitsOf(orderNo)).toHaveLength(1);
  });

  it("leaves out what the shop left out, and what the buyer is called", async () => {
    const [fields = {}] = visitsOf(await paidOrder({ changes: { extra_common_param: "cart 7", body: "两件" } }));
    expect(fields).toMatchObject({ extra_common_param: "cart 7", body: "两件" });
    expect(Object.keys(fields).filter((name) => name.startsWith("buyer"))).toEqual([]);
  });
});

describe("what counts as delivered", () => {
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  it.each([
    ["success", page("x")],
    ["支付成功 in UTF-8", page("支付成功!")],
    ["支付成功 in GBK", page("支付成功!", { charset: "gbk" })],
  ])("%s", async (name, answer) => {
    stage.nextAnswers.push(
      name === "success" ? async () => ({ status: 200, headers: {}, body: Buffer.from("\ufeffsuccess\n") }) : answer,
    );
    expect(await status(await paidOrder())).toBe("done");
  });

  it.each([
    ["已经处理, though nobody was told before", page("您的订单已经处理")],
    ["支付失败", page("支付失败!")],
    ["another total", page("支付金额与商品总价不相符", { charset: "gbk" })],
    ["both at once", page("支付成功? 支付失败!")],
    ["a page that only holds the word success", page("success")],
    ["nothing", page("").bind(undefined)],
    ["the member system being off", page("系统关闭了会员功能")],
    ["a redirect", page("支付成功", { status: 302 })],
    ["more than anybody reads", breaks("too_large", "ANSWER_TOO_LARGE")],
  ])("not %s: a person is asked, with the shop's own words, and nothing is sent again", async (name, answer) => {
    stage.nextAnswers.push(answer);
    const orderNo = await paidOrder();
    expect(await status(orderNo)).toBe("parked");
    const incident = (await stage.gateway.listIncidents()).data.find(
      ({ cause }) => cause === "old-shop-answer-unclear",
    );
    expect(incident?.title.zh).toMatch(/订单 S-P/);
    const [row] = await stage.database.rows(
      `select answer_excerpt from delivery_attempts where outbox_id = '${(await delivery(orderNo)).id}'`,
    );
    if (/功能|失败$/.test(name)) expect(row?.["answer_excerpt"]).toMatch(/会员功能|支付失败/);
    await stage.time.advance(15 * minuteMs);
    expect((await delivery(orderNo)).attempts).toHaveLength(1);
  });

  it.each([
    ["a time-out", breaks("timeout", "UND_ERR_HEADERS_TIMEOUT")],
    ["a broken connection", breaks("network", "ECONNRESET")],
    ["HTTP 500", page("Fatal error", { status: 500 })],
  ])("已经处理 after %s does: the first may have settled it", async (_, first) => {
    stage.nextAnswers.push(first, page("您的订单已经处理", { charset: "gbk" }));
    const orderNo = await paidOrder();
    expect(await status(orderNo)).toBe("pending");
    await stage.time.advance(2 * minuteMs - 1);
    expect((await delivery(orderNo)).attempts).toHaveLength(1);
    await stage.time.advance(1);
    expect(await delivery(orderNo)).toMatchObject({ status: "done", attempts: [{}, { error: null }] });
  });

  it("已经处理 after a try that never reached the shop does not", async () => {
    stage.nextAnswers.push(breaks("network", "ECONNREFUSED"), page("404", { status: 404 }), page("您的订单已经处理"));
    const orderNo = await paidOrder();
    await stage.time.advance(12 * minuteMs);
    expect(await status(orderNo)).toBe("parked");
  });

  it("is tried eight times over a day, as Alipay would, then a person is asked", async () => {
    const orderNo = `S-P1795372888RN${serial + 1}`;
    for (let run = 0; run < 9; run += 1) stage.nextAnswers.push(breaks("timeout", "UND_ERR_HEADERS_TIMEOUT"));
    await paidOrder();
    await stage.time.advance(25 * 60 * minuteMs);
    const { attempts, status: end } = await delivery(orderNo);
    const times = attempts.map(({ at }) => Date.parse(at));
    const gaps = times.slice(1).map((time, index) => Math.round((time - (times[index] ?? 0)) / minuteMs));
    expect(gaps).toEqual([2, 10, 10, 60, 120, 360, 900]);
    expect(end).toBe("parked");
    stage.nextAnswers.length = 0;
  });
});

describe("one order, one effect", () => {
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  it("is told of nothing but the money: no later news, no refund that the shop did not ask for", async () => {
    const orderNo = await paidOrder();
    const { id } = await stage.paymentOf(orderNo);
    await stage.gateway.requestRefund({ siteId: stage.siteId, paymentId: id, actor: "test", requestId: "req_r" });
    await stage.time.advance(60 * minuteMs);
    expect(visitsOf(orderNo)).toHaveLength(1);
  });

  it("is not told any more where the money went back before the shop could be told", async () => {
    stage.nextAnswers.push(breaks("network", "ECONNREFUSED"));
    const orderNo = await paidOrder();
    const { id } = await stage.paymentOf(orderNo);
    await stage.gateway.requestRefund({ siteId: stage.siteId, paymentId: id, actor: "test", requestId: "req_r" });
    await stage.time.advance(60 * minuteMs);
    expect(visitsOf(orderNo)).toEqual([]);
    expect(stage.dedecms.handedOut(orderNo)).toBe(0);
  });

  it("is told of money that went back where a person says that it is meant", async () => {
    stage.nextAnswers.push(page("支付失败"));
    const orderNo = await paidOrder();
    const { id } = await stage.paymentOf(orderNo);
    await stage.gateway.requestRefund({ siteId: stage.siteId, paymentId: id, actor: "test", requestId: "req_r" });
    await stage.time.advance(60 * minuteMs);
    const again = { deliveryId: (await delivery(orderNo)).id, requestId: "req_again" };
    await expect(stage.gateway.resendDelivery(again)).rejects.toMatchObject({ unified: 1010 });
    await stage.gateway.resendDelivery({ ...again, evenIfRefunded: true });
    await stage.time.advance(0);
    expect(await status(orderNo)).toBe("done");
  });

  it("is not sent to a private address: a person is asked", async () => {
    stage.nextAnswers.push(breaks("refused", "PRIVATE_ADDRESS"));
    const orderNo = await paidOrder();
    expect(await delivery(orderNo)).toMatchObject({ status: "parked", attempts: [{ error: "private_address" }] });
  });

  it("is not told at an address that is not the site's any more: nothing is sent, a person is asked", async () => {
    serial += 1;
    const orderNo = `S-P1795372888RN${serial}`;
    stage.dedecms.expect(orderNo, "148.21");
    await stage.order(orderNo);
    await stage.database.rows(`update sites set return_origins_json = '[]' where id = '${stage.siteId}'`);
    await stage.payAtAlipay(await stage.paymentOf(orderNo));
    await stage.time.advance(0);
    expect(visitsOf(orderNo)).toEqual([]);
    expect(await status(orderNo)).toBe("parked");
    await stage.database.rows(
      `update sites set return_origins_json = '["https://old.test"]' where id = '${stage.siteId}'`,
    );
  });

  it("says nothing of its keys in the log", async () => {
    await paidOrder();
    for (const secret of stage.secrets) expect(stage.logLines.join("\n")).not.toContain(secret);
  });
});
