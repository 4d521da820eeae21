import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AlipayError } from "../alipay-error.ts";
import { certificateModeAccount, keyModeAccount, signAsAlipay, v2Reply } from "../testing/test-keys.ts";
import { aesEncrypt, parseAesKey } from "./aes.ts";
import type { OpenapiAccount } from "./openapi-account.ts";
import type { OpenapiServiceName } from "./openapi-services.ts";
import { openapiServices } from "./openapi-services.ts";
import { readOpenapiReply } from "./read-openapi-reply.ts";
import { openReply } from "./reply-envelope.ts";

const account = keyModeAccount();
const name = "alipay.trade.query";

function read(
  body: Uint8Array,
  options: { account?: OpenapiAccount; service?: OpenapiServiceName; status?: number } = {},
): unknown {
  const { service = name, status = 200 } = options;
  const raw = { status, body, traceId: "trace-1" };
  return readOpenapiReply(options.account ?? account, openapiServices[service], {
    envelope: openReply(service, raw),
    raw,
  });
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

const success =
  '{"code":"10000","msg":"Success","out_trade_no":"T1","trade_status":"TRADE_SUCCESS","total_amount":"0.01"}';

describe("a signed success", () => {
  it("gives its typed fields", () => {
    expect(read(v2Reply(name, success))).toEqual({
      code: "10000",
      msg: "Success",
      out_trade_no: "T1",
      trade_status: "TRADE_SUCCESS",
      total_amount: "0.01",
    });
  });

  it.each([
    ["white space inside", '{ "code" : "10000",\n\t"msg":"Success" }'],
    ["braces and quotes inside strings", '{"code":"10000","msg":"Success","subject":"}{\\"],[{"}'],
    ["an escaped solidus", '{"code":"10000","msg":"Success","subject":"https:\\/\\/a"}'],
    ["an escaped backslash at the end", '{"code":"10000","msg":"Success","subject":"\\\\"}'],
    ["unicode escapes", '{"code":"10000","msg":"Success","subject":"\\u6d4b\\"sign\\":\\"x"}'],
    ["a nested list", '{"code":"10000","msg":"Success","fund_bill_list":[{"amount":"1.00","fund_channel":"COUPON"}]}'],
    ["fields nobody knows", '{"code":"10000","msg":"Success","new_field":{"a":[1,true,null]}}'],
  ])("verifies over its raw bytes: %s", (_, node) => {
    expect(read(v2Reply(name, node))).toMatchObject({ code: "10000" });
  });

  it("verifies whatever stands around the node and in whatever order", () => {
    const sign = signAsAlipay(success);
    expect(
      read(Buffer.from(` {\n "sign" : "${sign}" ,\r\n "alipay_trade_query_response" : ${success} } `)),
    ).toMatchObject({ code: "10000" });
  });

  it("verifies where the gateway signed the plain solidus and sent the escaped one", () => {
    const plain = '{"code":"10000","msg":"Success","subject":"a/b\\\\"}';
    const sent = plain.replace("/", "\\/");
    const body = `{"alipay_trade_query_response":${sent},"sign":"${signAsAlipay(plain)}"}`;
    expect(read(Buffer.from(body))).toMatchObject({ subject: "a/b\\" });
  });

  it("verifies GBK bytes", () => {
    const node = '{"code":"10000","msg":"Success","subject":"测试商品"}';
    expect(read(v2Reply(name, node, { charset: "gbk" }))).toMatchObject({ subject: "测试商品" });
  });

  it("treats empty and null fields as absent and bare numbers as text", () => {
    const node = '{"code":"10000","msg":"Success","subject":"","body":null,"total_amount":0.01}';
    expect(read(v2Reply(name, node))).toEqual({ code: "10000", msg: "Success", total_amount: "0.01" });
  });

  it("counts 10003 of alipay.trade.pay as an answer: the buyer is still deciding", () => {
    const node = '{"code":"10003","msg":"order success pay inprocess","out_trade_no":"T1"}';
    expect(read(v2Reply("alipay.trade.pay", node), { service: "alipay.trade.pay" })).toMatchObject({ code: "10003" });
  });
});

describe("what is not proven", () => {
  it.each([
    ["a success without signature", v2Reply(name, success, { sign: undefined }), "missing"],
    ["an empty signature", v2Reply(name, success, { sign: "" }), "missing"],
    ["another key's signature", v2Reply(name, success, { key: "other-private-pkcs8.pem" }), "signature_differs"],
    ["an altered field", Buffer.from(v2Reply(name, success).toString().replace("0.01", "0.02")), "signature_differs"],
    [
      "an altered error",
      Buffer.from(
        v2Reply(name, '{"code":"40004","msg":"Business Failed","sub_code":"A"}').toString().replace('"A"', '"B"'),
      ),
      "signature_differs",
    ],
  ])("%s is refused", (_, body, rule) => {
    const error = refusal(() => read(body));
    expect(error).toMatchObject({
      kind: "signature",
      outcomeKnown: false,
      violations: [{ field: "sign", rule }],
      traceId: "trace-1",
    });
    expect(error.rawBytes).toBe(body);
  });

  it("does not take the signature of one node for another", () => {
    const sign = signAsAlipay(success);
    const body = `{"error_response":${success},"alipay_trade_query_response":${success.replace("0.01", "9.99")},"sign":"${sign}"}`;
    expect(refusal(() => read(Buffer.from(body))).kind).toBe("signature");
  });

  it.each([
    [
      "two nodes of one name",
      `{"alipay_trade_query_response":${success},"alipay_trade_query_response":${success},"sign":"${signAsAlipay(success)}"}`,
    ],
    ["HTML of a proxy", "<html><body>502 Bad Gateway</body></html>"],
    ["nothing", ""],
    ["a list", "[]"],
    ["another service's node", `{"alipay_trade_close_response":${success}}`],
    ["a node without code", '{"alipay_trade_query_response":{"msg":"Success"}}'],
    ["a code which is a list", '{"alipay_trade_query_response":{"code":["10000"]}}'],
    ["a field of another shape", v2Reply(name, '{"code":"10000","msg":"Success","subject":{"a":1}}').toString()],
  ])("%s is a malformed reply of unknown outcome", (_, body) => {
    const error = refusal(() => read(Buffer.from(body), { status: 502 }));
    expect(error).toMatchObject({ kind: "malformed_reply", outcomeKnown: false, httpStatus: 502, service: name });
  });
});

describe("an error answer", () => {
  const refused = '{"code":"40004","msg":"Business Failed","sub_code":"ACQ.TRADE_NOT_EXIST","sub_msg":"交易不存在"}';

  it("keeps everything that was said", () => {
    const error = refusal(() => read(v2Reply(name, refused)));
    expect(error).toMatchObject({
      kind: "business",
      outcomeKnown: true,
      code: "40004",
      msg: "Business Failed",
      subCode: "ACQ.TRADE_NOT_EXIST",
      subMsg: "交易不存在",
      traceId: "trace-1",
      httpStatus: 200,
      service: name,
    });
  });

  it("is an error too when it comes as a signed error_response", () => {
    const error = refusal(() => read(v2Reply(name, refused, { node: "error_response" })));
    expect(error).toMatchObject({ kind: "business", subCode: "ACQ.TRADE_NOT_EXIST", outcomeKnown: true });
  });

  it("keeps its sub_code without a signature; only a repeatable call's outcome counts as known then", () => {
    const node =
      '{"code":"40002","msg":"Invalid Arguments","sub_code":"isv.invalid-app-id","sub_msg":"无效的AppID参数"}';
    expect(refusal(() => read(v2Reply(name, node, { sign: undefined })))).toMatchObject({
      kind: "gateway",
      subCode: "isv.invalid-app-id",
      outcomeKnown: true,
    });
    const refund = "alipay.trade.refund";
    expect(refusal(() => read(v2Reply(refund, node, { sign: undefined }), { service: refund }))).toMatchObject({
      subCode: "isv.invalid-app-id",
      outcomeKnown: false,
    });
  });

  it("reads a 20000 in GBK though utf-8 was asked for, outcome unknown", () => {
    const node =
      '{"code":"20000","msg":"Service Currently Unavailable","sub_code":"isp.unknow-error","sub_msg":"系统繁忙"}';
    expect(refusal(() => read(v2Reply(name, node, { charset: "gbk" })))).toMatchObject({
      code: "20000",
      subMsg: "系统繁忙",
      outcomeKnown: false,
    });
  });

  it.each([
    "ACQ.SYSTEM_ERROR",
    "AQC.SYSTEM_ERROR",
    "ACQ.REFUND_CHARGE_ERROR",
    "aop.SYSTEM_ERROR",
    "isp.unknow-error",
    "aop.unknow-error",
  ])("never calls %s a failure", (subCode) => {
    const node = `{"code":"40004","msg":"Business Failed","sub_code":"${subCode}"}`;
    expect(refusal(() => read(v2Reply(name, node))).outcomeKnown).toBe(false);
  });
});

describe("an encrypted reply", () => {
  const aesKey = Buffer.alloc(16, 7).toString("base64");
  const encrypting = keyModeAccount({ aesKey });
  const encrypted = JSON.stringify(aesEncrypt(parseAesKey(aesKey), success));

  it("is verified over the quoted ciphertext and then decrypted", () => {
    expect(read(v2Reply(name, encrypted), { account: encrypting })).toMatchObject({ total_amount: "0.01" });
  });

  it("is verified where its ciphertext has escaped solidi", () => {
    expect(read(v2Reply(name, encrypted.replaceAll("/", "\\/")), { account: encrypting })).toMatchObject({
      code: "10000",
    });
  });

  it("is not decrypted before it is verified", () => {
    const body = v2Reply(name, encrypted, { key: "other-private-pkcs8.pem" });
    expect(refusal(() => read(body, { account: encrypting })).kind).toBe("signature");
  });

  it("of another AES key is malformed, and an account without one says so", () => {
    const other = keyModeAccount({ aesKey: Buffer.alloc(16, 8).toString("base64") });
    expect(refusal(() => read(v2Reply(name, encrypted), { account: other })).kind).toBe("malformed_reply");
    expect(refusal(() => read(v2Reply(name, encrypted)))).toMatchObject({
      kind: "invalid_argument",
      outcomeKnown: false,
    });
  });
});

describe("certificate mode", () => {
  const certificates = certificateModeAccount();
  const serial = certificates.alipayKeys[0]?.serial ?? "";

  it("verifies with the certificate which the reply names", () => {
    expect(read(v2Reply(name, success, { certSerial: serial }), { account: certificates })).toMatchObject({
      code: "10000",
    });
  });

  it("does not verify with a certificate which the reply does not name", () => {
    const body = v2Reply(name, success, { certSerial: "0".repeat(32) });
    expect(refusal(() => read(body, { account: certificates })).kind).toBe("signature");
  });
});

it("gives an AlipayError for any bytes", () => {
  const base = v2Reply(name, success);
  const mutated = fc.tuple(fc.nat(base.length - 1), fc.nat(255)).map(([at, byte]) => {
    const copy = Buffer.from(base);
    copy[at] = copy[at] === byte ? byte ^ 1 : byte;
    return copy;
  });
  const wrapped = fc.json().map((json) => Buffer.from(`{"alipay_trade_query_response":${json},"sign":"AAAA"}`));
  const anyBytes = fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(fc.oneof(mutated, wrapped, anyBytes), (bytes) => {
      expect(refusal(() => read(bytes))).toBeInstanceOf(AlipayError);
    }),
    { numRuns: 500 },
  );
  const deep = `{"alipay_trade_query_response":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
  expect(refusal(() => read(Buffer.from(deep))).kind).toBe("malformed_reply");
});
