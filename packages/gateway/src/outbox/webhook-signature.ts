// How a webhook is signed: hex HMAC-SHA256 over timestamp, a dot, and the body's bytes.
import { createHmac } from "node:crypto";

/**
 * The value of `Dedepay-Signature`: one `v1=…` for each secret, joined by commas; more than one while a secret is being
 * replaced. `timestampSeconds` also stands in `Dedepay-Timestamp`.
 */
export function webhookSignature(secrets: readonly string[], timestampSeconds: number, body: Uint8Array): string {
  return secrets
    .map((secret) => `v1=${createHmac("sha256", secret).update(`${timestampSeconds}.`).update(body).digest("hex")}`)
    .join(",");
}
