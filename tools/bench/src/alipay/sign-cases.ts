// Signing: the bare signature, and the whole URL of a page payment. The floor is OpenSSL with a cached key and the text ready.
import assert from "node:assert/strict";
import { sign } from "node:crypto";
import { buildRequest, requestUrl, signBytes } from "@dedepay/alipay";
import type { Case } from "../benchmark.ts";
import type { Fixtures } from "./fixtures.ts";

const order = {
  out_trade_no: "T20240101001",
  total_amount: "88.88",
  subject: "测试商品一件",
  product_code: "FAST_INSTANT_TRADE_PAY",
} as const;
const notifyUrl = "https://shop.example/notify";
const returnUrl = "https://shop.example/return";
const service = "alipay.trade.page.pay";

function theirUrl({ sdk }: Fixtures): string {
  return sdk.pageExec(service, "GET", { bizContent: order, notifyUrl, returnUrl, format: "JSON" });
}

// What the SDK has put into a URL of its own: its timestamp is the local one, its version one parameter more.
function fieldsOf(url: string): { signedText: string; signature: string; business: string } {
  const fields = [...new URL(url).searchParams].sort(([left], [right]) => (left < right ? -1 : 1));
  const signature = fields.find(([name]) => name === "sign")?.[1] ?? "";
  const business = fields.find(([name]) => name === "biz_content")?.[1] ?? "";
  const signedText = fields
    .filter(([name]) => name !== "sign")
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  return { signedText, signature, business };
}

/** The cases of signing. */
export function signCases(fixtures: Fixtures): { readonly bare: Case; readonly url: Case } {
  const { account, sdk, privateKey } = fixtures;
  const nowMs = Date.now();
  const ourUrl = (): string => {
    const options = { endpoint: "https://openapi.alipay.com/gateway.do", nowMs, notifyUrl, returnUrl };
    return requestUrl(buildRequest(account, service, order, options));
  };
  const text = Buffer.from(fieldsOf(ourUrl()).signedText, "utf8");
  const floor = { name: "OpenSSL floor", run: () => sign("sha256", text, privateKey).toString("base64") };
  const check = (): void => {
    assert.equal(signBytes("RSA2", privateKey, text), floor.run(), "our signature differs from OpenSSL's");
    const theirs = fieldsOf(theirUrl(fixtures));
    const again = signBytes("RSA2", privateKey, Buffer.from(theirs.signedText, "utf8"));
    assert.equal(again, theirs.signature, "our signature of the SDK's text differs from the SDK's");
    assert.equal(fieldsOf(ourUrl()).business, theirs.business, "the content of the two URLs differs");
  };
  return {
    bare: {
      name: "RSA2 sign",
      contenders: [
        floor,
        { name: "dedepay", run: () => signBytes("RSA2", privateKey, text) },
        // The SDK signs only as a part of building a request; this is its shortest one.
        { name: "alipay-sdk", run: () => sdk.sdkExec("alipay.trade.query", {}) },
      ],
      check,
    },
    url: {
      name: "page-pay URL",
      contenders: [floor, { name: "dedepay", run: ourUrl }, { name: "alipay-sdk", run: () => theirUrl(fixtures) }],
      check,
    },
  };
}
