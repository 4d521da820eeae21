// The shop's side of dedepay's public API: each request is signed with HMAC-SHA256. This file is all that a shop needs.
import { createHash, createHmac } from "node:crypto";

export type GatewayCredentials = { gatewayUrl: string; keyId: string; secret: string };

export type Payment = { id: string; state: string; pay_url: string; last_error: { code: number } | null };

export type NewPayment = {
  order_no: string;
  amount_fen: number;
  subject: string;
  goods: "physical" | "virtual";
  account: string;
  product: string;
  return_url: string;
};

export type Shipment = {
  logistics_name: string;
  invoice_no?: string;
  transport_type: "EXPRESS" | "POST" | "EMS" | "DIRECT";
};

/** What the gateway said no to: one of its sixteen numbers. */
export class GatewayProblem extends Error {
  readonly code: number;
  readonly problemName: string;
  readonly requestId: string;

  constructor(problem: { code: number; name: string; detail: string; request_id: string }) {
    super(problem.detail);
    this.name = "GatewayProblem";
    this.code = problem.code;
    this.problemName = problem.name;
    this.requestId = problem.request_id;
  }
}

export class GatewayClient {
  readonly #credentials: GatewayCredentials;
  constructor(credentials: GatewayCredentials) {
    this.#credentials = credentials;
  }

  /** Safe to repeat: the same order with the same content is the same payment. */
  createPayment(payment: NewPayment): Promise<Payment> {
    return this.#call("POST", "/v1/payments", payment);
  }

  ship(paymentId: string, shipment: Shipment): Promise<Payment> {
    return this.#call("POST", `/v1/payments/${encodeURIComponent(paymentId)}/shipment`, shipment);
  }

  async #call(method: "GET" | "POST", path: string, input: unknown): Promise<Payment> {
    const body = JSON.stringify(input);
    const { gatewayUrl, keyId, secret } = this.#credentials;
    const timestamp = String(Math.floor(Date.now() / 1000));
    const headers = {
      "content-type": "application/json",
      "dedepay-key": keyId,
      "dedepay-timestamp": timestamp,
      "dedepay-signature": signRequest(secret, { method, path, query: "", timestamp, body }),
    };
    const reply = await fetch(`${gatewayUrl}${path}`, { method, headers, body, signal: AbortSignal.timeout(30_000) });
    const answer: unknown = await reply.json();
    if (!reply.ok) throw new GatewayProblem(answer as ConstructorParameters<typeof GatewayProblem>[0]);
    return answer as Payment;
  }
}

export type SignedParts = { method: string; path: string; query: string; timestamp: string; body: string };

/** v1=<hex HMAC-SHA256 over five lines: method, path, query, timestamp, hex SHA-256 of the body>. */
export function signRequest(secret: string, parts: SignedParts): string {
  const bodyHash = createHash("sha256").update(parts.body).digest("hex");
  const text = [parts.method, parts.path, parts.query, parts.timestamp, bodyHash].join("\n");
  return `v1=${createHmac("sha256", secret).update(text).digest("hex")}`;
}
