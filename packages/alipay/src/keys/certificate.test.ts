import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { AlipayError } from "../alipay-error.ts";
import { parseCertificate, rootCertificateSerial } from "./certificate.ts";
import { parsePublicKey } from "./parse-public-key.ts";

const read = (name: string): string => readFileSync(new URL(`../../testdata/keys/${name}`, import.meta.url), "utf8");

describe("certificates", () => {
  it("carries the public key and the validity", () => {
    const certificate = parseCertificate(read("app.crt"));
    expect(certificate.publicKey.equals(parsePublicKey(read("app-public.pem")))).toBe(true);
    expect(certificate.notAfterMs).toBeGreaterThan(certificate.notBeforeMs);
  });

  it("reads the leaf of a file which holds its issuer too", () => {
    expect(parseCertificate(read("alipay-public.crt")).serial).not.toBe(parseCertificate(read("app.crt")).serial);
  });

  it.each([
    ["not_a_certificate", "app-public.pem"],
    ["not_a_certificate", "app-private-pkcs8.pem"],
    ["certificate_request", "app.csr"],
  ])("refuses what is no certificate: %s", (rule, name) => {
    try {
      parseCertificate(read(name));
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(AlipayError);
      expect(error).toHaveProperty("violations.0.rule", rule);
    }
  });

  it("joins the serial numbers of the RSA roots and leaves the elliptic curve out", () => {
    const serial = rootCertificateSerial(read("alipay-root.crt"));
    expect(serial).toMatch(/^[0-9a-f]{32}_[0-9a-f]{32}$/);
  });
});
