// A site's side of dedepay's API in one file, with nothing but Node: signs each request, turns refusals into errors, checks
// webhooks. Copy it into your site.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

export interface DedepayOptions {
  /** Where the gateway is reached, for example https://pay.shop.example */
  readonly url: string;
  readonly keyId: string;
  readonly secret: string;
  /** Milliseconds since 1970; replaced by tests. */
  readonly now?: () => number;
}

export interface Call {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Makes asking again safe where the order number does not already do so. */
  readonly idempotencyKey?: string;
}

/** What the gateway said no to: one of its sixteen numbers, with what to do in `problem.fix`. */
export class DedepayProblem extends Error {
  readonly status: number;
  readonly problem: Readonly<Record<string, unknown>>;

  constructor(status: number, problem: Readonly<Record<string, unknown>>) {
    super(`${problem["code"]} ${problem["name"]}: ${problem["detail"]} (${problem["request_id"]})`);
    this.name = "DedepayProblem";
    this.status = status;
    this.problem = problem;
  }
}

export class DedepayClient {
  readonly #o: DedepayOptions;

  constructor(options: DedepayOptions) {
    this.#o = options;
  }

  /** Rejects with DedepayProblem where the gateway refuses, with a TypeError where it can't be reached. */
  async call(method: "GET" | "POST", path: string, call: Call = {}): Promise<Record<string, unknown>> {
    const { url, keyId, secret, now = Date.now } = this.#o;
    const query = new URLSearchParams(call.query).toString();
    const body = call.body === undefined ? "" : JSON.stringify(call.body);
    const timestamp = String(Math.floor(now() / 1000));
    const reply = await fetch(url + path + (query === "" ? "" : `?${query}`), {
      method,
      headers: {
        "Dedepay-Key": keyId,
        "Dedepay-Timestamp": timestamp,
        "Dedepay-Signature": signRequest(secret, { method, path, query, timestamp, body }),
        ...(body !== "" && { "Content-Type": "application/json" }),
        ...(call.idempotencyKey !== undefined && { "Idempotency-Key": call.idempotencyKey }),
      },
      ...(body !== "" && { body }),
      signal: AbortSignal.timeout(30_000),
    });
    const answer = (await reply.json()) as Record<string, unknown>;
    if (!reply.ok) throw new DedepayProblem(reply.status, answer);
    return answer;
  }
}

export interface SignedParts {
  readonly method: string;
  /** As sent, percent-encoding and all. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  /** Unix time in seconds. */
  readonly timestamp: string;
  readonly body: string;
}

/** The header Dedepay-Signature: HMAC-SHA256 over five lines. */
export function signRequest(secret: string, parts: SignedParts): string {
  const bodyHash = createHash("sha256").update(parts.body).digest("hex");
  const text = [parts.method, parts.path, parts.query, parts.timestamp, bodyHash].join("\n");
  return `v1=${createHmac("sha256", secret).update(text).digest("hex")}`;
}

/** Whether a webhook is the gateway's. `body` are the raw bytes; afterwards act once per `id` in it. */
export function isWebhookGenuine(
  webhookSecret: string,
  webhook: { readonly timestamp: string; readonly signature: string; readonly body: Uint8Array },
  nowMs: number = Date.now(),
): boolean {
  const isFresh = Math.abs(Number(webhook.timestamp) - nowMs / 1000) <= 300;
  const given = /^v1=([0-9a-f]{64})$/.exec(webhook.signature)?.[1];
  if (!isFresh || given === undefined) return false;
  const hmac = createHmac("sha256", webhookSecret).update(`${webhook.timestamp}.`).update(webhook.body);
  return timingSafeEqual(hmac.digest(), Buffer.from(given, "hex"));
}
