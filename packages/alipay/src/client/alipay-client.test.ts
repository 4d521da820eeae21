import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { AlipayError } from "../alipay-error.ts";
import { createMapiAccount } from "../mapi/mapi-account.ts";
import type { OpenapiAccount } from "../openapi/openapi-account.ts";
import type { HttpRequest, HttpResponse, HttpSend } from "../platform/http-send.ts";
import { certificateModeAccount, keyModeAccount, readTestKey, testEndpoint, v2Reply } from "../testing/test-keys.ts";
import { AlipayClient } from "./alipay-client.ts";
import type { AlipayClientOptions } from "./client-options.ts";
import type { Exchange } from "./exchange.ts";

const query = "alipay.trade.query";
const paid =
  '{"code":"10000","msg":"Success","out_trade_no":"T1","trade_status":"TRADE_SUCCESS","total_amount":"0.01","buyer_logon_id":"abc***@x.com"}';
const busy = '{"code":"20000","msg":"Service Currently Unavailable","sub_code":"isp.unknow-error"}';
const answer = (body: Uint8Array): HttpResponse => ({ status: 200, headers: { trace_id: "trace-1" }, body });

/** A transport which plays its answers in order and keeps the requests. */
function scripted(...steps: (HttpResponse | Error)[]): HttpSend & { requests: HttpRequest[] } {
  const requests: HttpRequest[] = [];
  const send: HttpSend = async (request) => {
    requests.push(request);
    const step = steps[requests.length - 1];
    if (step === undefined) throw new Error("one request more than expected");
    if (step instanceof Error) throw step;
    return step;
  };
  return Object.assign(send, { requests });
}

// The test certificates begin on 2026-11-23.
const nowMs = Date.UTC(2027, 0, 1, 4);
function clientWith(send: HttpSend, options: Partial<AlipayClientOptions> = {}): AlipayClient<OpenapiAccount> {
  return new AlipayClient(keyModeAccount(), {
    endpoint: testEndpoint,
    send,
    now: () => nowMs,
    sleep: async () => undefined,
    ...options,
  });
}

async function refusal(promise: Promise<unknown>): Promise<AlipayError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof AlipayError) return error;
  throw new Error(`no AlipayError: ${String(error)}`);
}

const networkError = (code: string): Error =>
  new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });
const timeoutError = (): Error => new DOMException("timed out", "TimeoutError");

describe("a call", () => {
  it("posts the signed fields with the charset in the URL and gives the typed, verified reply", async () => {
    const send = scripted(answer(v2Reply(query, paid)));
    const reply = await clientWith(send).call(query, { out_trade_no: "T1" });
    expect(reply.trade_status).toBe("TRADE_SUCCESS");
    const request = send.requests[0];
    expect(request).toMatchObject({ method: "POST", url: `${testEndpoint}?charset=utf-8`, timeoutMs: 10_000 });
    const body = new URLSearchParams(Buffer.from(request?.body ?? []).toString("latin1"));
    expect(Object.fromEntries(body)).toMatchObject({
      method: query,
      biz_content: '{"out_trade_no":"T1"}',
      timestamp: "2027-01-01 12:00:00",
    });
  });

  it("refuses wrong parameters before anything is sent", async () => {
    const send = scripted();
    expect(await refusal(clientWith(send).call(query, {}))).toMatchObject({
      kind: "invalid_argument",
      outcomeKnown: true,
    });
    expect(send.requests).toHaveLength(0);
  });

  it("refuses to call without a key that could verify the reply", async () => {
    const client = new AlipayClient(keyModeAccount({ alipayPublicKey: undefined }), {
      endpoint: testEndpoint,
      send: scripted(),
    });
    expect(await refusal(client.call(query, { out_trade_no: "T1" }))).toMatchObject({
      violations: [{ field: "alipayPublicKey", rule: "required" }],
    });
  });

  it("refuses a correctly signed reply about another trade", async () => {
    const send = scripted(answer(v2Reply(query, paid)));
    expect(await refusal(clientWith(send).call(query, { out_trade_no: "T2" }))).toMatchObject({
      kind: "signature",
      outcomeKnown: false,
      violations: [{ field: "out_trade_no", rule: "another_trade" }],
    });
  });
});

describe("a call of the partner protocol", () => {
  const account = createMapiAccount({
    partner: "2088000000000001",
    signType: "MD5",
    md5Key: "0123456789abcdefghijklmnopqrstuv",
  });
  const calling = (send: HttpSend) => new AlipayClient(account, { endpoint: testEndpoint, send, now: () => nowMs });
  const said = (text: string): HttpResponse => ({ status: 200, headers: {}, body: Buffer.from(text) });

  it("asks whether a notification is fresh, with a GET", async () => {
    const send = scripted(said("true"));
    expect(await calling(send).call("notify_verify", { notify_id: "a b" })).toEqual({ answer: "true" });
    expect(send.requests[0]).toMatchObject({
      method: "GET",
      url: `${testEndpoint}?notify_id=a%20b&partner=2088000000000001&service=notify_verify`,
    });
  });

  it("posts a shipment with the charset in the URL", async () => {
    const done = scripted(said('<?xml version="1.0" encoding="utf-8"?><alipay><is_success>T</is_success></alipay>'));
    const shipment = {
      trade_no: "2024010122001400000000000001",
      logistics_name: "EMS",
      transport_type: "EMS",
    } as const;
    await calling(done).call("send_goods_confirm_by_platform", shipment);
    expect(done.requests[0]).toMatchObject({ method: "POST", url: `${testEndpoint}?_input_charset=utf-8` });
  });

  it("never repeats a refund", async () => {
    const lost = scripted(timeoutError());
    const refund = {
      refund_date: "2027-01-01 12:00:00",
      batch_no: "20270101001",
      batch_num: "1",
      seller_user_id: "2088000000000001",
      detail_data: "2024010122001400000000000001^0.01^test",
    };
    const call = calling(lost).call("refund_fastpay_by_platform_nopwd", refund);
    expect(await refusal(call)).toMatchObject({ kind: "timeout", outcomeKnown: false });
  });

  it("gives a query's error answer as an AlipayError", async () => {
    const send = scripted(said("<alipay><is_success>F</is_success><error>TRADE_NOT_EXIST</error></alipay>"));
    expect(await refusal(calling(send).call("single_trade_query", { out_trade_no: "T1" }))).toMatchObject({
      kind: "business",
      code: "TRADE_NOT_EXIST",
    });
  });

  it("shows the hook no signature of the shared key", async () => {
    const seen: Exchange[] = [];
    const send = scripted(said("<alipay><is_success>F</is_success><error>TRADE_NOT_EXIST</error></alipay>"));
    const client = new AlipayClient(account, {
      endpoint: testEndpoint,
      send,
      now: () => nowMs,
      onExchange: (exchange) => seen.push(exchange),
    });
    await refusal(client.call("single_trade_query", { out_trade_no: "T1" }));
    expect(seen[0]?.fields).toContainEqual(["sign", "***"]);
  });

  it("refuses pages, services of the other protocol and options which it does not have", async () => {
    const client = calling(scripted());
    // @ts-expect-error a page, not a call
    expect(await refusal(client.call("create_direct_pay_by_user", {}))).toMatchObject({ kind: "invalid_argument" });
    // @ts-expect-error a service of the OpenAPI
    expect(await refusal(client.call("alipay.trade.query", { out_trade_no: "T1" }))).toMatchObject({
      kind: "invalid_argument",
    });
    expect(await refusal(client.call("notify_verify", { notify_id: "x" }, { encrypt: true }))).toMatchObject({
      violations: [{ field: "encrypt", rule: "not_taken_by_service" }],
    });
    // @ts-expect-error a page, not a call
    expect(await refusal(clientWith(scripted()).call("alipay.trade.page.pay", {}))).toMatchObject({
      violations: [{ field: "method", rule: "not_called_by_servers" }],
    });
  });
});

describe("repetition", () => {
  it("repeats a query after a time-out, a broken connection and a 20000", async () => {
    const send = scripted(timeoutError(), networkError("ECONNRESET"), answer(v2Reply(query, paid)));
    expect(await clientWith(send).call(query, { out_trade_no: "T1" })).toMatchObject({ code: "10000" });
    const again = scripted(answer(v2Reply(query, busy)), answer(v2Reply(query, paid)));
    expect(await clientWith(again).call(query, { out_trade_no: "T1" })).toMatchObject({ code: "10000" });
  });

  it("gives the last error after the stated number of tries", async () => {
    const send = scripted(timeoutError(), timeoutError());
    expect(await refusal(clientWith(send, { retries: 1 }).call(query, { out_trade_no: "T1" }))).toMatchObject({
      kind: "timeout",
    });
    expect(send.requests).toHaveLength(2);
  });

  it.each([
    ["alipay.trade.refund", { out_trade_no: "T1", refund_amount: "0.01" }],
    ["alipay.trade.pay", { out_trade_no: "T1", total_amount: "0.01", subject: "x", auth_code: "281234567890123456" }],
    ["alipay.trade.cancel", { out_trade_no: "T1" }],
    ["alipay.trade.close", { out_trade_no: "T1" }],
  ] as const)("never repeats %s: its outcome is unknown", async (name, parameters) => {
    for (const failure of [timeoutError(), networkError("ECONNRESET"), answer(v2Reply(name, busy))]) {
      const send = scripted(failure);
      // The table holds one pair of name and parameters a row; the compiler sees every combination.
      const call = clientWith(send).call as (name: string, parameters: object) => Promise<unknown>;
      expect((await refusal(call.call(clientWith(send), name, parameters))).outcomeKnown).toBe(false);
      expect(send.requests).toHaveLength(1);
    }
  });

  it("does not repeat an answer that says no", async () => {
    const send = scripted(
      answer(v2Reply(query, '{"code":"40004","msg":"Business Failed","sub_code":"ACQ.TRADE_NOT_EXIST"}')),
    );
    expect((await refusal(clientWith(send).call(query, { out_trade_no: "T1" }))).subCode).toBe("ACQ.TRADE_NOT_EXIST");
  });

  it("knows that nothing happened where no connection came about", async () => {
    const refund = { out_trade_no: "T1", refund_amount: "0.01" };
    const refused = await refusal(
      clientWith(scripted(networkError("ECONNREFUSED"))).call("alipay.trade.refund", refund),
    );
    expect(refused).toMatchObject({ kind: "network", outcomeKnown: true });
  });
});

describe("the hook", () => {
  it("sees each exchange with signature, codes, tokens and buyers masked", async () => {
    const seen: Exchange[] = [];
    const node =
      '{"code":"10000","msg":"Success","out_trade_no":"T1","buyer_user_id":"2088000000000002","buyer_logon_id":"a\\"b@x.com"}';
    const send = scripted(answer(v2Reply("alipay.trade.pay", node)));
    const client = clientWith(send, { onExchange: (exchange) => seen.push(exchange) });
    await client.call(
      "alipay.trade.pay",
      { out_trade_no: "T1", total_amount: "0.01", subject: "x", auth_code: "281234567890123456" },
      { appAuthToken: "token-of-a-merchant" },
    );
    const text = JSON.stringify(seen);
    for (const secret of ["281234567890123456", "token-of-a-merchant", "2088000000000002", "b@x.com"])
      expect(text).not.toContain(secret);
    expect(seen).toMatchObject([{ service: "alipay.trade.pay", attempt: 1, httpStatus: 200, traceId: "trace-1" }]);
    expect(new Map(seen[0]?.fields).get("sign")).toBe("***");
    expect(seen[0]?.replyText).toContain('"out_trade_no":"T1"');
  });

  it("sees failures and their number", async () => {
    const seen: Exchange[] = [];
    const send = scripted(timeoutError(), answer(v2Reply(query, paid)));
    await clientWith(send, { onExchange: (exchange) => seen.push(exchange) }).call(query, { out_trade_no: "T1" });
    expect(seen.map(({ attempt, error }) => [attempt, error?.kind])).toEqual([
      [1, "timeout"],
      [2, undefined],
    ]);
  });
});

describe("a certificate which the account does not know", () => {
  const account = certificateModeAccount();
  const nextSerial =
    certificateModeAccount({
      certificates: {
        app: readTestKey("app.crt"),
        alipay: readTestKey("alipay-next.crt"),
        alipayRoot: readTestKey("alipay-root.crt"),
      },
    }).alipayKeys[0]?.serial ?? "";
  const signedByNext = { key: "other-private-pkcs8.pem", certSerial: nextSerial };
  const download = "alipay.open.app.alipaycert.download";
  const content = (text: string): string =>
    `{"code":"10000","msg":"Success","alipay_cert_content":"${Buffer.from(text).toString("base64")}"}`;
  const client = (send: HttpSend, now = nowMs): AlipayClient<typeof account> =>
    new AlipayClient(account, { endpoint: testEndpoint, send, now: () => now });

  it("is downloaded by its serial number, checked against the roots, and kept", async () => {
    const send = scripted(
      answer(v2Reply(query, paid, signedByNext)),
      answer(v2Reply(download, content(readTestKey("alipay-next.crt")), signedByNext)),
      answer(v2Reply(query, paid, signedByNext)),
    );
    const calling = client(send);
    expect(await calling.call(query, { out_trade_no: "T1" })).toMatchObject({ code: "10000" });
    expect(await calling.call(query, { out_trade_no: "T1" })).toMatchObject({ code: "10000" });
    expect(send.requests).toHaveLength(3);
    const asked = new URLSearchParams(Buffer.from(send.requests[1]?.body ?? []).toString("latin1"));
    expect(asked.get("biz_content")).toBe(`{"alipay_cert_sn":"${nextSerial}"}`);
    expect(calling.account.alipayKeys.map(({ serial }) => serial)).toContain(nextSerial);
  });

  it.each([
    ["is another one", undefined, content(readTestKey("alipay-public.crt")), nowMs],
    ["descends from no root", "untrusted", content(readTestKey("untrusted.crt")), nowMs],
    ["is not yet valid", "expired", content(readTestKey("alipay-next.crt")), Date.UTC(2000, 0, 1)],
    ["is a bare key", "untrusted", content(readTestKey("other-public.pem")), nowMs],
    ["is missing", "signature_differs", '{"code":"10000","msg":"Success"}', nowMs],
    ["is refused", "signature_differs", '{"code":"40004","msg":"Business Failed","sub_code":"isv.invalid"}', nowMs],
  ])("is not trusted when what came %s", async (_, rule, node, now) => {
    const send = scripted(answer(v2Reply(query, paid, signedByNext)), answer(v2Reply(download, node, signedByNext)));
    const calling = client(send, now);
    const error = await refusal(calling.call(query, { out_trade_no: "T1" }));
    expect(error).toMatchObject({ kind: "signature", outcomeKnown: false, service: query });
    expect(error.cause instanceof AlipayError ? error.cause.violations?.[0]?.rule : undefined).toBe(rule);
    expect(calling.account.alipayKeys).toHaveLength(1);
  });
});

describe("the built-in transport", () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });
  async function serve(handler: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
    const listening = createServer(handler);
    server = listening;
    await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
    const address = listening.address();
    return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/gateway.do`;
  }
  const client = (endpoint: string, timeoutMs: number): AlipayClient =>
    new AlipayClient(keyModeAccount(), { endpoint, timeoutMs, retries: 0 });

  it("exchanges over HTTP", async () => {
    const endpoint = await serve((_, response) => response.end(v2Reply(query, paid)));
    expect(await client(endpoint, 5000).call(query, { out_trade_no: "T1" })).toMatchObject({ code: "10000" });
  });

  it("gives up after the time-out", async () => {
    const endpoint = await serve(() => undefined);
    expect(await refusal(client(endpoint, 30).call(query, { out_trade_no: "T1" }))).toMatchObject({
      kind: "timeout",
      outcomeKnown: false,
    });
  });

  it("is aborted by the caller", async () => {
    const abort = new AbortController();
    const endpoint = await serve(() => abort.abort("enough"));
    const call = client(endpoint, 5000).call(query, { out_trade_no: "T1" }, { signal: abort.signal });
    expect(await refusal(call)).toMatchObject({ kind: "network", outcomeKnown: false, cause: "enough" });
  });

  it("follows no redirect", async () => {
    const endpoint = await serve((_, response) => response.writeHead(302, { location: "https://example.com/" }).end());
    expect(await refusal(client(endpoint, 5000).call(query, { out_trade_no: "T1" }))).toMatchObject({
      kind: "malformed_reply",
      httpStatus: 302,
    });
  });

  it("does not read a reply without end", async () => {
    const endpoint = await serve((_, response) => {
      const part = Buffer.alloc(1024 * 1024, "a");
      const more = (): void => {
        while (!response.destroyed && response.write(part));
        if (!response.destroyed) response.once("drain", more);
      };
      more();
    });
    expect(await refusal(client(endpoint, 5000).call(query, { out_trade_no: "T1" }))).toMatchObject({
      kind: "malformed_reply",
    });
  });
});
