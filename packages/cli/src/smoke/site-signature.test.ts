import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isWebhookGenuine, signedHeaders } from "./site-signature.ts";

describe("the signature of a site's request", () => {
  it("covers method, path, query, time and the hash of the body, each on its line", () => {
    // printf 'GET\n/v1/payments/p\na=1\n1700000000\n%s' "$(printf '' | sha256sum | cut -d' ' -f1)" | openssl dgst -sha256 -hmac secret
    const headers = signedHeaders(
      { id: "key_1", secret: "secret" },
      { method: "GET", target: "/v1/payments/p?a=1", body: "", timestampSeconds: 1_700_000_000 },
    );
    expect(headers).toEqual({
      "dedepay-key": "key_1",
      "dedepay-timestamp": "1700000000",
      "dedepay-signature": "v1=d6083a14eaff9f1848342dc9690962e702b23948a4a1414e06daafcd0ded53d1",
    });
  });
});

describe("the signature of a webhook", () => {
  const body = Buffer.from('{"id":"1"}');
  const signature = `v1=${createHmac("sha256", "s").update('5.{"id":"1"}').digest("hex")}`;

  it("is genuine for the secret, the time and the body it was made for, and for nothing else", () => {
    expect(isWebhookGenuine("s", { timestamp: "5", signature, body })).toBe(true);
    expect(isWebhookGenuine("t", { timestamp: "5", signature, body })).toBe(false);
    expect(isWebhookGenuine("s", { timestamp: "6", signature, body })).toBe(false);
    expect(isWebhookGenuine("s", { timestamp: "5", signature, body: Buffer.from("{}") })).toBe(false);
  });

  it("is not genuine when it is absent or cut", () => {
    expect(isWebhookGenuine("s", { timestamp: "5", signature: undefined, body })).toBe(false);
    expect(isWebhookGenuine("s", { timestamp: "5", signature: signature.slice(0, -2), body })).toBe(false);
  });
});
