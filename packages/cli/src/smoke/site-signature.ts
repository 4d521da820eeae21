// The two signatures between a site and the gateway, written from the public description of the API and not from the
// gateway's code: a rehearsal which shared it would prove nothing.
import { createHmac, hash, timingSafeEqual } from "node:crypto";

export interface SiteKey {
  readonly id: string;
  readonly secret: string;
}

/** The headers which prove a request to be the site's. `target` is path and query as sent. */
export function signedHeaders(
  key: SiteKey,
  request: { method: string; target: string; body: string; timestampSeconds: number },
): Record<string, string> {
  const [path = "", query = ""] = request.target.split("?");
  const bodyHash = hash("sha256", request.body);
  const text = [request.method, path, query, request.timestampSeconds, bodyHash].join("\n");
  return {
    "dedepay-key": key.id,
    "dedepay-timestamp": String(request.timestampSeconds),
    "dedepay-signature": `v1=${createHmac("sha256", key.secret).update(text).digest("hex")}`,
  };
}

export function isWebhookGenuine(
  secret: string,
  webhook: { timestamp: string | undefined; signature: string | undefined; body: Uint8Array },
): boolean {
  const expected = createHmac("sha256", secret).update(`${webhook.timestamp}.`).update(webhook.body).digest();
  const given = /^v1=([0-9a-f]{64})$/.exec(webhook.signature ?? "")?.[1];
  return given !== undefined && timingSafeEqual(expected, Buffer.from(given, "hex"));
}
