// What Alipay's own Node SDK (4.14) and other libraries get wrong: each defect is shown where it can be, and our answer to
// the same input beside it.
import { AlipaySdk, type AlipaySdkConfig } from "alipay-sdk";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { AlipayError } from "../alipay-error.ts";
import { AlipayClient } from "../client/alipay-client.ts";
import { AlipayV3Client } from "../client/alipay-v3-client.ts";
import { signTestNotification } from "../notification/sign-test-notification.ts";
import { verifyNotification } from "../notification/verify-notification.ts";
import { buildRequest } from "../request/build-request.ts";
import { requestForm } from "../request/request-form.ts";
import { type LocalAnswer, type LocalGateway, startLocalGateway } from "../testing/local-gateway.ts";
import { keyModeAccount, readTestKey, testAppId, v2Reply } from "../testing/test-keys.ts";
import { aesEncrypt, parseAesKey } from "./aes.ts";

const query = "alipay.trade.query";
const paid = '{"code":"10000","msg":"Success","out_trade_no":"T1","trade_status":"TRADE_SUCCESS"}';
const refused = '{"code":"40004","msg":"Business Failed","sub_code":"ACQ.TRADE_NOT_EXIST"}';
const aesKey = Buffer.alloc(16, 7).toString("base64");

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

async function calls(answer: LocalAnswer, options: Partial<AlipaySdkConfig> = {}) {
  gateway = await startLocalGateway(() => answer);
  const endpoint = `${gateway.url}/gateway.do`;
  const sdk = new AlipaySdk({
    appId: testAppId,
    privateKey: readTestKey("app-private-pkcs1.pem"),
    alipayPublicKey: readTestKey("alipay-public.pem"),
    encryptKey: aesKey,
    gateway: endpoint,
    endpoint: gateway.url,
    ...options,
  });
  const client = new AlipayClient(keyModeAccount({ aesKey }), { endpoint, retries: 0 });
  const v3 = new AlipayV3Client(keyModeAccount(), { endpoint: gateway.url, retries: 0 });
  return { sdk, client, v3 };
}

async function reason(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    (value) => ({ resolved: value }),
    (error: unknown) => error,
  );
}

const content = { bizContent: { out_trade_no: "T1" } };
const parameters = { out_trade_no: "T1" };

describe("replies", () => {
  it("a forged 10000 passes the SDK's default; here nothing unsigned succeeds", async () => {
    const { sdk, client } = await calls({ body: v2Reply(query, paid, { sign: "Zm9yZ2Vk" }) });
    expect(await sdk.exec(query, content)).toMatchObject({ code: "10000" });
    expect(await reason(client.call(query, parameters))).toMatchObject({ kind: "signature", outcomeKnown: false });
  });

  it("an unsigned error loses its sub_code in a TypeError there; here it is kept", async () => {
    const { sdk, client } = await calls({ body: v2Reply(query, refused, { sign: undefined }) });
    expect(await reason(sdk.exec(query, content, { validateSign: true }))).toBeInstanceOf(TypeError);
    expect(await reason(client.call(query, parameters))).toMatchObject({ subCode: "ACQ.TRADE_NOT_EXIST" });
  });

  it("a signed error_response fails verification there; here it is the error that it says", async () => {
    const { sdk, client } = await calls({ body: v2Reply(query, refused, { node: "error_response" }) });
    expect(await reason(sdk.exec(query, content, { validateSign: true }))).toMatchObject({
      name: "AlipayRequestError",
    });
    expect(await reason(client.call(query, parameters))).toMatchObject({
      kind: "business",
      subCode: "ACQ.TRADE_NOT_EXIST",
    });
  });

  it("a signed business error is an exception, never a value (others return it)", async () => {
    const { client } = await calls({ body: v2Reply(query, refused) });
    expect(await reason(client.call(query, parameters))).toBeInstanceOf(AlipayError);
  });

  it("an encrypted reply can't be verified there; here it is", async () => {
    const encrypted = JSON.stringify(aesEncrypt(parseAesKey(aesKey), paid));
    const { sdk, client } = await calls({ body: v2Reply(query, encrypted) });
    expect(await reason(sdk.exec(query, { ...content, needEncrypt: true }, { validateSign: true }))).toMatchObject({
      name: "AlipayRequestError",
    });
    expect(await client.call(query, parameters, { encrypt: true })).toMatchObject({ code: "10000" });
  });

  it("a proxy's 502 page is a raw SyntaxError in v3 there; here a malformed_reply which keeps the page", async () => {
    const { sdk, v3 } = await calls({ status: 502, body: "<html>502 Bad Gateway</html>" });
    expect(await reason(sdk.curl("POST", "/v3/alipay/trade/query", { body: parameters }))).toBeInstanceOf(SyntaxError);
    const error = await reason(v3.call(query, parameters));
    expect(error).toMatchObject({ kind: "malformed_reply", httpStatus: 502, outcomeKnown: false });
    expect(Buffer.from(error instanceof AlipayError ? (error.rawBytes ?? []) : []).toString()).toContain("502");
  });

  it("is verified over the bytes, not over JSON written again: white space, key order and \\/ survive", async () => {
    const node = '{ "msg":"Success", "code":"10000", "subject":"https:\\/\\/a" }';
    const { client } = await calls({ body: v2Reply(query, node) });
    expect(await client.call(query, parameters)).toMatchObject({ subject: "https://a" });
  });
});

describe("notifications", () => {
  const keys = { protocol: "openapi", alipayPrivateKey: readTestKey("alipay-private-pkcs8.pem") } as const;
  const fields = { trade_no: "1", total_amount: "0.01", charset: "utf-8" };
  const posted = (body: Buffer) => Object.fromEntries(new URLSearchParams(body.toString("latin1")));
  const account = keyModeAccount();

  it("a client set to RSA2 takes RSA (SHA1) from the message there; here the account decides", async () => {
    const { sdk } = await calls({ body: "" });
    const weak = signTestNotification({ ...keys, signType: "RSA" }, fields);
    expect(sdk.checkNotifySignV2(posted(weak))).toBe(true);
    expect(verifyNotification(account, weak)).toMatchObject({ verified: false, reason: "sign_type_differs" });
  });

  it("sign_type=RSA3 or a list as sign throws there; here it is a verdict", async () => {
    const { sdk } = await calls({ body: "" });
    const body = signTestNotification(keys, fields);
    expect(() => sdk.checkNotifySignV2({ ...posted(body), sign_type: "RSA3" })).toThrow(TypeError);
    expect(() => sdk.checkNotifySignV2({ ...posted(body), sign: ["a", "b"] })).toThrow(TypeError);
    const text = body.toString("latin1");
    expect(verifyNotification(account, Buffer.from(text.replace("=RSA2", "=RSA3")))).toMatchObject({
      reason: "sign_type_differs",
    });
    expect(verifyNotification(account, Buffer.from(`${text}&sign=b`))).toMatchObject({ reason: "duplicate_field" });
    expect(verifyNotification(account, Buffer.from(text.replace("&sign=", "&sign[]=")))).toMatchObject({
      reason: "sign_missing",
    });
  });
});

describe("requests", () => {
  const zone = process.env["TZ"];
  beforeAll(() => {
    process.env["TZ"] = "America/New_York";
  });
  afterAll(() => {
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  });

  it("carry the machine's local time there; here Beijing's", async () => {
    const nowMs = Date.UTC(2024, 6, 1, 12);
    expect(new Date(nowMs).getTimezoneOffset()).toBe(240);
    const { sdk } = await calls({ body: "" });
    const before = Date.now();
    const theirs = new URLSearchParams(sdk.sdkExec(query, content)).get("timestamp") ?? "";
    expect(Math.abs(Date.parse(`${theirs.replace(" ", "T")}+08:00`) - before)).toBeGreaterThan(11 * 3_600_000);
    const ours = buildRequest(keyModeAccount(), query, parameters, { endpoint: "https://a.example/", nowMs });
    expect(new Map(ours.fields).get("timestamp")).toBe("2024-07-01 20:00:00");
  });

  it("with &quot; in a subject are altered by a browser there; here they arrive as they were signed", async () => {
    const subject = "5 &quot; &lt; <b> ' & screen";
    const asBrowserReads = (html: string): string =>
      html
        .replace(/&quot;/g, '"')
        .replace(/&#39;/g, "'")
        .replace(/&lt;/g, "<")
        .replace(/&gt;/g, ">")
        .replace(/&amp;/g, "&");
    const contentOf = (html: string): string =>
      asBrowserReads(/name="biz_content" value="([^"]*)"/.exec(html)?.[1] ?? "");
    const { sdk } = await calls({ body: "" });
    const theirs = sdk.pageExec("alipay.trade.page.pay", "POST", { bizContent: { subject } });
    expect(contentOf(theirs)).not.toBe(JSON.stringify({ subject }));
    const request = buildRequest(
      keyModeAccount(),
      query,
      { out_trade_no: subject },
      { endpoint: "https://a.example/", nowMs: 0 },
    );
    expect(contentOf(requestForm(request).html.toString())).toBe(JSON.stringify({ out_trade_no: subject }));
  });
});
