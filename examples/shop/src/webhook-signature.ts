// Is this delivery really from our gateway, and fresh? Checked on the raw bytes, before anything is parsed.
import { createHmac, timingSafeEqual } from "node:crypto";

/** A recorded delivery must not work for ever; clocks may differ by this much. */
const windowSeconds = 300;

export type SignedDelivery = { body: Uint8Array; timestamp: string | undefined; signature: string | undefined };

export type WebhookVerdict = "verified" | "unsigned" | "stale" | "wrong_signature";

export function verifyWebhook(secret: string, delivery: SignedDelivery, nowMs: number): WebhookVerdict {
  const { timestamp = "", signature = "" } = delivery;
  // While the gateway's secret is being replaced there are two signatures, under the new secret and the one before.
  const given = signature.split(",").flatMap((one) => /^v1=([0-9a-f]{64})$/.exec(one.trim())?.[1] ?? []);
  if (!/^\d{1,12}$/.test(timestamp) || given.length === 0) return "unsigned";
  const expected = createHmac("sha256", secret).update(`${timestamp}.`).update(delivery.body).digest();
  if (!given.some((one) => timingSafeEqual(expected, Buffer.from(one, "hex")))) return "wrong_signature";
  return Math.abs(nowMs / 1000 - Number(timestamp)) <= windowSeconds ? "verified" : "stale";
}
