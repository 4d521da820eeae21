import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AlipayError } from "../../alipay-error.ts";
import { AlipayV3Client } from "../../client/alipay-v3-client.ts";
import type { Exchange } from "../../client/exchange.ts";
import { certificateModeAccount, keyModeAccount, signAsAlipay } from "../../testing/test-keys.ts";
import { openapiServices } from "../openapi-services.ts";
import { buildV3Request } from "./build-v3-request.ts";
import { readV3Reply, type V3RawReply } from "./read-v3-reply.ts";

const account = keyModeAccount();
const query = openapiServices["alipay.trade.query"];
const refund = openapiServices["alipay.trade.refund"];
const options = {
  endpoint: "https://openapi.alipay.com",
  nowMs: 1_700_000_000_000,
  nonce: "0123456789abcdef0123456789abcdef",
};

function reply(
  body: string,
  extra: { status?: number; headers?: Record<string, string>; key?: string } = {},
): V3RawReply {
  const { status = 200, headers, key = "alipay-private-pkcs8.pem" } = extra;
  const signed = { "alipay-signature": signAsAlipay(`1700000000000\nn\n${body}\n`, { key }) };
  return {
    status,
    headers: {
      "alipay-timestamp": "1700000000000",
      "alipay-nonce": "n",
      "alipay-trace-id": "trace-1",
      ...(headers ?? signed),
    },
    body: Buffer.from(body),
  };
}

function refusal(action: () => unknown): AlipayError {
  try {
    action();
  } catch (error) {
    if (error instanceof AlipayError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("a v3 request", () => {
  it("signs authString, verb, path, body and token, each with its line end", () => {
    const call = { service: query, parameters: { out_trade_no: "T1" } };
    const request = buildV3Request(account, call, { ...options, appAuthToken: "token-1" });
    expect(request.signedText).toBe(
      'app_id=2021000000000001,nonce=0123456789abcdef0123456789abcdef,timestamp=1700000000000\nPOST\n/v3/alipay/trade/query\n{"out_trade_no":"T1"}\ntoken-1\n',
    );
    expect(request.headers).toMatchObject({
      "alipay-app-auth-token": "token-1",
      "alipay-request-id": options.nonce,
      "content-type": "application/json",
    });
  });

  it("carries notify_url in its body", () => {
    const parameters = { out_trade_no: "T1", total_amount: "0.01", subject: "x" };
    const call = { service: openapiServices["alipay.trade.precreate"], parameters };
    const { body } = buildV3Request(account, call, { ...options, notifyUrl: "https://shop.example/n" });
    expect(JSON.parse(body ?? "")).toEqual({ ...parameters, notify_url: "https://shop.example/n" });
  });

  it.each([
    ["no_v3_path", account, openapiServices["alipay.trade.app.pay"], options],
    ["rsa2_only", keyModeAccount({ signType: "RSA" }), query, options],
    ["pattern", account, query, { ...options, nonce: "has a space" }],
    ["required", account, query, { ...options, encrypt: true }],
  ])("is refused: %s", (rule, signer, service, wanted) => {
    const action = () => buildV3Request(signer, { service, parameters: { out_trade_no: "T1" } }, wanted);
    expect(refusal(action)).toMatchObject({ kind: "invalid_argument", violations: [{ rule }] });
  });
});

describe("a v3 reply", () => {
  const success = '{"out_trade_no":"T1","trade_status":"TRADE_SUCCESS"}';

  it("gives its fields and the status when its signature is good", () => {
    expect(readV3Reply(account, query, reply(success))).toEqual({
      status: 200,
      out_trade_no: "T1",
      trade_status: "TRADE_SUCCESS",
    });
  });

  it.each([
    ["missing", reply(success, { headers: {} })],
    ["signature_differs", reply(success, { key: "other-private-pkcs8.pem" })],
    ["signature_differs", { ...reply(success), body: Buffer.from(success.replace("T1", "T2")) }],
    ["signature_differs", { ...reply(success), headers: { ...reply(success).headers, "alipay-nonce": "m" } }],
    [
      "signature_differs",
      { ...reply('{"code":"x","message":"y"}', { status: 400 }), headers: { "alipay-signature": "AAAA" } },
    ],
  ])("is not believed: %s", (rule, raw) => {
    expect(refusal(() => readV3Reply(account, query, raw))).toMatchObject({
      kind: "signature",
      outcomeKnown: false,
      violations: [{ field: "alipay-signature", rule }],
    });
  });

  it("keeps code, message and trace id of an unsigned error", () => {
    const raw = reply('{"code":"ACQ.TRADE_NOT_EXIST","message":"交易不存在","links":[]}', {
      status: 400,
      headers: { "alipay-trace-id": "trace-1" },
    });
    expect(refusal(() => readV3Reply(account, query, raw))).toMatchObject({
      kind: "business",
      code: "ACQ.TRADE_NOT_EXIST",
      subCode: "ACQ.TRADE_NOT_EXIST",
      subMsg: "交易不存在",
      httpStatus: 400,
      traceId: "trace-1",
      outcomeKnown: true,
    });
    expect(refusal(() => readV3Reply(account, refund, raw)).outcomeKnown).toBe(false);
    const signed = reply('{"code":"ACQ.TRADE_HAS_FINISHED","message":"x"}', { status: 400 });
    expect(refusal(() => readV3Reply(account, refund, signed)).outcomeKnown).toBe(true);
  });

  it("never takes a server's error for a settled refusal", () => {
    const raw = reply('{"code":"whatever","message":"x"}', { status: 500 });
    expect(refusal(() => readV3Reply(account, query, raw))).toMatchObject({ kind: "gateway", outcomeKnown: false });
  });

  it.each(["", "<html>", "[]", '{"out_trade_no":{}}'])("is malformed: %j", (body) => {
    for (const status of [200, 502]) {
      const error = refusal(() => readV3Reply(account, query, reply(body, { status })));
      expect(error).toMatchObject({ kind: "malformed_reply", outcomeKnown: false, httpStatus: status });
    }
  });

  it("gives an AlipayError for any bytes and headers", () => {
    const headers = fc.dictionary(
      fc.constantFrom("alipay-signature", "alipay-nonce", "content-type", "alipay-sn"),
      fc.string({ unit: "binary", maxLength: 20 }),
    );
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        headers,
        fc.integer({ min: 100, max: 599 }),
        (body, extra, status) => {
          expect(refusal(() => readV3Reply(account, query, { status, headers: extra, body }))).toBeInstanceOf(
            AlipayError,
          );
        },
      ),
    );
  });
});

describe("the v3 client", () => {
  it("shows its hook the content without the authorization", async () => {
    const seen: Exchange[] = [];
    const client = new AlipayV3Client(account, {
      endpoint: "https://openapi.alipay.com/",
      send: async () => reply('{"out_trade_no":"T1"}'),
      randomId: () => "fixed",
      now: () => 1,
      onExchange: (exchange) => seen.push(exchange),
    });
    await client.call("alipay.trade.query", { out_trade_no: "T1" });
    expect(seen[0]).toMatchObject({
      endpoint: "https://openapi.alipay.com/v3/alipay/trade/query",
      traceId: "trace-1",
      fields: [["biz_content", '{"out_trade_no":"T1"}']],
    });
    expect(JSON.stringify(seen)).not.toContain("ALIPAY-SHA256withRSA");
  });

  it("refuses a reply about another trade and a reply of a certificate which can't be learnt", async () => {
    const another = new AlipayV3Client(account, {
      endpoint: "https://a.example",
      send: async () => reply('{"out_trade_no":"T2"}'),
    });
    await expect(another.call("alipay.trade.query", { out_trade_no: "T1" })).rejects.toMatchObject({
      kind: "signature",
      violations: [{ rule: "another_trade" }],
    });
    const raw = reply('{"out_trade_no":"T1"}');
    const unknown = { ...raw, headers: { ...raw.headers, "alipay-sn": "0".repeat(32) } };
    const client = new AlipayV3Client(certificateModeAccount(), {
      endpoint: "https://a.example",
      retries: 0,
      send: async () => unknown,
    });
    await expect(client.call("alipay.trade.query", { out_trade_no: "T1" })).rejects.toMatchObject({
      kind: "signature",
      outcomeKnown: false,
    });
  });
});
