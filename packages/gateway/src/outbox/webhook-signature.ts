// How a webhook is signed: hex HMAC-SHA256 over timestamp, a dot, and the body's bytes.
import { createHmac } from "node:crypto";

/** The value of `Dedepay-Signature`. `timestampSeconds` also stands in `Dedepay-Timestamp`. */
export function webhookSignature(secret: string, timestampSeconds: number, body: Uint8Array): string {
  return `v1=${createHmac("sha256", secret).update(`${timestampSeconds}.`).update(body).digest("hex")}`;
}
