import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { certificateModeAccount, keyModeAccount, readTestKey } from "../testing/test-keys.ts";

const certificates = {
  app: readTestKey("app.crt"),
  alipay: readTestKey("alipay-public.crt"),
  alipayRoot: readTestKey("alipay-root.crt"),
};
const aesKey = Buffer.alloc(16, 7).toString("base64");

describe("an OpenAPI account is refused where", () => {
  it.each([
    [
      "the application's own public key stands for Alipay's",
      "own_public_key",
      () => keyModeAccount({ alipayPublicKey: readTestKey("app-public.pem") }),
    ],
    [
      "the application's certificate stands for Alipay's key",
      "own_public_key",
      () => keyModeAccount({ alipayPublicKey: readTestKey("app.crt") }),
    ],
    [
      "the application's certificate stands for Alipay's",
      "own_public_key",
      () => certificateModeAccount({ certificates: { ...certificates, alipay: certificates.app } }),
    ],
    [
      "the certificate belongs to another private key",
      "certificate_of_another_key",
      () => certificateModeAccount({ privateKey: readTestKey("other-private-pkcs8.pem") }),
    ],
    [
      "the root file has no RSA certificate",
      "not_a_certificate",
      () => certificateModeAccount({ certificates: { ...certificates, alipayRoot: readTestKey("app-public.pem") } }),
    ],
    ["the PID stands for the app_id", "partner_id", () => keyModeAccount({ appId: "2088000000000001" })],
    ["the app_id has a space", "pattern", () => keyModeAccount({ appId: "2021000000000001 " })],
    ["both modes are asked for", "at_most_one", () => keyModeAccount({ certificates })],
    [
      "the private key is too small for RSA2",
      "too_small",
      () => keyModeAccount({ privateKey: readTestKey("small-private.pem") }),
    ],
    [
      "the AES key has another length",
      "aes_key",
      () => keyModeAccount({ aesKey: Buffer.alloc(15).toString("base64") }),
    ],
  ])("%s: %s", (_, rule, action) => {
    expect(action).toThrow(expect.objectContaining({ violations: [expect.objectContaining({ rule })] }));
  });
});

it("takes 1024 bits where it is pinned to the old RSA", () => {
  expect(keyModeAccount({ signType: "RSA", privateKey: readTestKey("small-private.pem") }).signType).toBe("RSA");
});

it("shows no key in JSON, inspection or by its own properties", () => {
  const account = certificateModeAccount({ aesKey });
  const body = readTestKey("app-private-pkcs8.pem").split("\n")[3] ?? "";
  for (const text of [JSON.stringify(account), inspect(account, { depth: 9, showHidden: true })]) {
    expect(text).not.toContain(body);
    expect(text).not.toContain(aesKey);
  }
  expect(Object.isFrozen(account)).toBe(true);
});
