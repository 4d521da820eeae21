// Interoperability with Alipay's own Node SDK: each verifies what the other signs.
import { AlipaySdk, type AlipaySdkConfig } from "alipay-sdk";
import { afterEach, describe, expect, it } from "vitest";
import { AlipayClient } from "../client/alipay-client.ts";
import { AlipayV3Client } from "../client/alipay-v3-client.ts";
import { parsePublicKey } from "../keys/parse-public-key.ts";
import { signTestNotification } from "../notification/sign-test-notification.ts";
import { buildRequest } from "../request/build-request.ts";
import { verifyBytes } from "../sign/sign-algorithms.ts";
import { type LocalAnswer, type LocalGateway, type LocalRequest, startLocalGateway } from "../testing/local-gateway.ts";
import {
  certificateModeAccount,
  keyModeAccount,
  readTestKey,
  signAsAlipay,
  testAppId,
  v2Reply,
} from "../testing/test-keys.ts";
import { aesDecrypt, aesEncrypt, parseAesKey } from "./aes.ts";
import { canonicalText, sortPairs } from "./canonical-text.ts";

const aesKey = Buffer.alloc(16, 7).toString("base64");
const appKey = parsePublicKey(readTestKey("app-public.pem"));
const query = "alipay.trade.query";
const paid = '{"code":"10000","msg":"Success","out_trade_no":"T1","subject":"测试\\/\\"sign\\""}';

const keyMode: AlipaySdkConfig = {
  appId: testAppId,
  privateKey: readTestKey("app-private-pkcs1.pem"),
  alipayPublicKey: readTestKey("alipay-public.pem"),
  encryptKey: aesKey,
};
const certificateMode: AlipaySdkConfig = {
  appId: testAppId,
  privateKey: readTestKey("app-private-pkcs1.pem"),
  appCertContent: readTestKey("app.crt"),
  alipayPublicCertContent: readTestKey("alipay-public.crt"),
  alipayRootCertContent: readTestKey("alipay-root.crt"),
};
const sdk = (options: Partial<AlipaySdkConfig> = {}): AlipaySdk => new AlipaySdk({ ...keyMode, ...options });

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
});
async function serve(answer: (request: LocalRequest) => LocalAnswer): Promise<LocalGateway> {
  gateway = await startLocalGateway(answer);
  return gateway;
}

function isSignedByApp(fields: Readonly<Record<string, string>>): boolean {
  const { sign = "", ...signed } = fields;
  return verifyBytes("RSA2", appKey, Buffer.from(canonicalText(sortPairs(Object.entries(signed)))), sign);
}

describe("requests", () => {
  it("of the SDK verify by our canonical text", () => {
    const url = sdk().pageExec("alipay.trade.page.pay", "GET", {
      bizContent: { out_trade_no: "T1", subject: "测试 + & 商品" },
      returnUrl: "https://a.example/?b=c",
    });
    expect(isSignedByApp(Object.fromEntries(new URL(url).searchParams))).toBe(true);
  });

  it("of ours verify by the SDK", () => {
    const request = buildRequest(
      keyModeAccount(),
      query,
      { out_trade_no: "T1" },
      { endpoint: "https://a.example/", nowMs: 0 },
    );
    const judge = sdk({ alipayPublicKey: readTestKey("app-public.pem") });
    const { sign = "" } = Object.fromEntries(request.fields);
    expect(judge.rsaCheck(request.signedText, sign)).toBe(true);
    expect(judge.rsaCheck(`${request.signedText}x`, sign)).toBe(false);
  });

  it("are the same text and signature from the same parameters", () => {
    const order = { out_trade_no: "T1", total_amount: "0.01", subject: "测试" };
    const theirs = Object.fromEntries(
      new URLSearchParams(sdk().sdkExec("alipay.trade.app.pay", { bizContent: order, format: "JSON" })),
    );
    // The SDK writes the local time of the machine: ours is put in its place.
    const [date = "", time = ""] = (theirs["timestamp"] ?? "").split(" ");
    const nowMs = Date.parse(`${date}T${time}+08:00`);
    const ours = buildRequest(keyModeAccount(), "alipay.trade.app.pay", order, {
      endpoint: "https://a.example/",
      nowMs,
    });
    expect(Object.fromEntries(ours.fields)).toEqual(theirs);
  });
});

describe("replies", () => {
  it("which our tests sign are accepted by the SDK's own check", async () => {
    const { url } = await serve(() => ({ body: v2Reply(query, paid) }));
    const reply = await sdk({ gateway: `${url}/gateway.do` }).exec(
      query,
      { bizContent: { out_trade_no: "T1" } },
      { validateSign: true },
    );
    expect(reply).toMatchObject({ code: "10000", outTradeNo: "T1" });
  });
});

describe("notifications", () => {
  const fields = {
    trade_no: "1",
    total_amount: "0.01",
    charset: "utf-8",
    subject: "测试 100%",
    fund_bill_list: '[{"amount":"0.01"}]',
  };
  it("which we sign for tests verify in the SDK, empty fields included", () => {
    const keys = { protocol: "openapi", alipayPrivateKey: readTestKey("alipay-private-pkcs8.pem") } as const;
    const body = signTestNotification(keys, { ...fields, body: "" });
    const posted = Object.fromEntries(new URLSearchParams(body.toString("latin1")));
    expect(sdk().checkNotifySignV2(posted)).toBe(true);
    expect(sdk().checkNotifySignV2({ ...posted, total_amount: "9.99" })).toBe(false);
  });
});

describe("certificate mode", () => {
  it("computes the serial numbers as the SDK does, the elliptic-curve root left out", () => {
    const { config } = new AlipaySdk(certificateMode);
    const account = certificateModeAccount();
    expect(account.certificateMode).toMatchObject({
      appCertSerial: config.appCertSn,
      rootCertSerial: config.alipayRootCertSn,
    });
    expect(account.alipayKeys[0]?.serial).toBe(config.alipayCertSn);
  });

  it("verifies the SDK's requests and replies in which the certificate is named", async () => {
    const serial = certificateModeAccount().alipayKeys[0]?.serial ?? "";
    const { url } = await serve(({ fields }) => {
      expect(isSignedByApp(fields)).toBe(true);
      return { body: v2Reply(query, paid, { certSerial: serial }) };
    });
    const endpoint = `${url}/gateway.do`;
    const theirs = await new AlipaySdk({ ...certificateMode, gateway: endpoint }).exec(
      query,
      { bizContent: { out_trade_no: "T1" } },
      { validateSign: true },
    );
    const ours = await new AlipayClient(certificateModeAccount(), { endpoint }).call(query, { out_trade_no: "T1" });
    expect([theirs.code, ours.code]).toEqual(["10000", "10000"]);
    const [first, second] = gateway?.requests ?? [];
    for (const name of ["app_cert_sn", "alipay_root_cert_sn"]) expect(first?.fields[name]).toBe(second?.fields[name]);
  });
});

describe("AES", () => {
  const key = parseAesKey(aesKey);
  it.each(["", "a", "测试 16 bytes ok", "x".repeat(1024)])("decrypts what the other encrypted: %j", async (text) => {
    expect(sdk().aesDecrypt(aesEncrypt(key, text))).toBe(text);
    const { url } = await serve(({ fields }) => {
      const content: unknown = JSON.parse(aesDecrypt(key, fields["biz_content"] ?? "")?.toString("utf8") ?? "");
      expect(content).toEqual({ subject: text });
      return { body: v2Reply(query, JSON.stringify(aesEncrypt(key, paid))) };
    });
    const reply = await sdk({ gateway: `${url}/gateway.do` }).exec(query, {
      bizContent: { subject: text },
      needEncrypt: true,
    });
    expect(reply).toMatchObject({ code: "10000" });
  });
});

describe("HTTP v3", () => {
  const body = '{"out_trade_no":"T1","trade_status":"TRADE_SUCCESS"}';
  const head = { "alipay-timestamp": "1700000000000", "alipay-nonce": "abc", "content-type": "application/json" };
  const signed = { ...head, "alipay-signature": signAsAlipay(`1700000000000\nabc\n${body}\n`) };

  function isAuthorised(request: LocalRequest, token?: string): boolean {
    const [, authString = "", sign = ""] =
      /^ALIPAY-SHA256withRSA (.*),sign=(.*)$/.exec(request.headers["authorization"] ?? "") ?? [];
    const lines = [
      authString,
      request.method,
      request.path,
      request.body.toString("utf8"),
      ...(token === undefined ? [] : [token]),
    ];
    return verifyBytes("RSA2", appKey, Buffer.from(`${lines.join("\n")}\n`), sign);
  }

  it("of the SDK and of ours are signed alike, and both accept the same reply", async () => {
    const { url, requests } = await serve((request) => {
      expect(isAuthorised(request, "token-1")).toBe(true);
      return { headers: signed, body };
    });
    const parameters = { out_trade_no: "T1" };
    const theirs = await sdk({ endpoint: url }).curl("POST", "/v3/alipay/trade/query", {
      body: parameters,
      appAuthToken: "token-1",
    });
    const ours = await new AlipayV3Client(keyModeAccount(), { endpoint: url }).call(query, parameters, {
      appAuthToken: "token-1",
    });
    expect(theirs.data).toEqual({ out_trade_no: "T1", trade_status: "TRADE_SUCCESS" });
    expect(ours).toEqual({ status: 200, out_trade_no: "T1", trade_status: "TRADE_SUCCESS" });
    expect(requests.map((request) => request.body.toString())).toEqual([
      '{"out_trade_no":"T1"}',
      '{"out_trade_no":"T1"}',
    ]);
  });

  it("signs the query of a GET as it is sent", async () => {
    const { url, requests } = await serve((request) => {
      expect(isAuthorised(request)).toBe(true);
      return { headers: signed, body };
    });
    const client = new AlipayV3Client(keyModeAccount(), { endpoint: url });
    const bill = "alipay.data.dataservice.bill.downloadurl.query";
    await client.call(bill, { bill_type: "trade", bill_date: "2024-01-01" });
    expect(requests[0]).toMatchObject({
      method: "GET",
      path: "/v3/alipay/data/dataservice/bill/downloadurl/query?bill_type=trade&bill_date=2024-01-01",
    });
  });

  it("in certificate mode names the certificates as the SDK does", async () => {
    const { url, requests } = await serve((request) => {
      expect(isAuthorised(request)).toBe(true);
      return { headers: signed, body };
    });
    await new AlipaySdk({ ...certificateMode, endpoint: url }).curl("POST", "/v3/alipay/trade/query", {
      body: { out_trade_no: "T1" },
    });
    await new AlipayV3Client(certificateModeAccount(), { endpoint: url }).call(query, { out_trade_no: "T1" });
    const [theirs, ours] = requests;
    expect(ours?.headers["alipay-root-cert-sn"]).toBe(theirs?.headers["alipay-root-cert-sn"]);
    const serial = (request: LocalRequest | undefined) =>
      /app_cert_sn=([0-9a-f]{32}),nonce/.exec(request?.headers["authorization"] ?? "")?.[1];
    expect(serial(ours)).toBe(serial(theirs));
  });

  it("encrypts and decrypts as the SDK does", async () => {
    const key = parseAesKey(aesKey);
    const encrypted = aesEncrypt(key, body);
    const { url, requests } = await serve(() => ({
      headers: {
        ...head,
        "content-type": "text/plain",
        "alipay-signature": signAsAlipay(`1700000000000\nabc\n${encrypted}\n`),
      },
      body: encrypted,
    }));
    const theirs = await sdk({ endpoint: url }).curl("POST", "/v3/alipay/trade/query", {
      body: { out_trade_no: "T1" },
      needEncrypt: true,
    });
    const client = new AlipayV3Client(keyModeAccount({ aesKey }), { endpoint: url });
    const ours = await client.call(query, { out_trade_no: "T1" }, { encrypt: true });
    expect(theirs.data).toMatchObject({ out_trade_no: "T1" });
    expect(ours.out_trade_no).toBe("T1");
    expect(requests[0]?.body.equals(requests[1]?.body ?? Buffer.alloc(0))).toBe(true);
    expect(requests[1]?.headers["content-type"]).toBe(requests[0]?.headers["content-type"]);
  });
});
