// The serial numbers by which certificates are named on the wire, from the facts (section 1.5), written anew.
import { createHash, X509Certificate } from "node:crypto";
import type { OpenapiApp } from "../world/world.ts";

export interface CertificateSerials {
  app: string;
  alipay: string;
  alipayRoot: string;
}

const known = new WeakMap<OpenapiApp, CertificateSerials>();

/** The serials of an application's certificates; undefined in key mode. */
export function certificateSerials(app: OpenapiApp): CertificateSerials | undefined {
  if (app.certificates === undefined) return undefined;
  const cached = known.get(app);
  if (cached !== undefined) return cached;
  const serials = {
    app: serialOf(app.certificates.app),
    alipay: serialOf(app.certificates.alipay),
    alipayRoot: app.certificates.alipayRoot
      .split(/(?=-----BEGIN CERTIFICATE-----)/)
      .filter((text) => text.includes("-----BEGIN") && isRsa(text))
      .map(serialOf)
      .join("_"),
  };
  known.set(app, serials);
  return serials;
}

/** MD5 of the issuer (most specific part first, joined by commas) followed by the serial number in decimal. */
function serialOf(pem: string): string {
  const certificate = new X509Certificate(pem);
  const issuer = certificate.issuer.split("\n").reverse().join(",");
  const serial = BigInt(`0x${certificate.serialNumber}`).toString(10);
  return createHash("md5")
    .update(issuer + serial)
    .digest("hex");
}

function isRsa(pem: string): boolean {
  return new X509Certificate(pem).publicKey.asymmetricKeyType === "rsa";
}
