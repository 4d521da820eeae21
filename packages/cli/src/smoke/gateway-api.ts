// The gateway as a site and as its owner see it: the public HTTP API, nothing else.

import type { SiteSecrets } from "../demo/demo-secrets.ts";
import type { HttpExchange } from "../platform/http-exchange.ts";
import { type SiteKey, signedHeaders } from "./site-signature.ts";

export interface PaymentDocument {
  readonly id: string;
  readonly order_no: string;
  readonly state: string;
  readonly amount_fen: number;
  readonly pay_url: string;
  readonly attempts: readonly { readonly out_trade_no: string }[];
}

/** What the owner's page of one payment holds, as far as the rehearsal checks it. */
export interface InspectedPayment {
  readonly payment: PaymentDocument;
  readonly events: readonly { readonly type: string; readonly source: string }[];
  readonly postings: readonly { readonly from: string; readonly to: string; readonly amount_fen: number }[];
  readonly deliveries: readonly {
    readonly id: string;
    readonly type: string;
    readonly status: string;
    readonly attempts: readonly unknown[];
  }[];
  readonly notifications: readonly { readonly outcome: string; readonly copies?: number }[];
  readonly incidents: readonly { readonly cause: string }[];
}

interface RegisteredSite {
  readonly key_id: string;
  readonly key_secret: string;
  readonly webhook_secret: string;
}

export interface GatewayApiOptions {
  readonly exchange: HttpExchange;
  readonly url: string;
  readonly adminUrl: string;
  readonly adminToken: string;
  readonly nowMs: () => number;
}

export class GatewayApi {
  readonly #o: GatewayApiOptions;

  constructor(options: GatewayApiOptions) {
    this.#o = options;
  }

  /** Makes a site; its secrets are in this one answer and never again. */
  async registerSite(o: { name: string; webhookUrl: string }): Promise<SiteSecrets> {
    const body = { name: o.name, webhook_url: o.webhookUrl };
    const site = await this.admin<RegisteredSite>("POST", "/admin/sites", body);
    return { keyId: site.key_id, keySecret: site.key_secret, webhookSecret: site.webhook_secret };
  }

  async admin<T>(method: "GET" | "POST", target: string, body?: unknown): Promise<T> {
    const authorization = `Bearer ${this.#o.adminToken}`;
    return this.#call<T>({ method, url: this.#o.adminUrl + target, headers: { authorization }, body });
  }

  async asSite<T>(key: SiteKey, call: { method: "GET" | "POST"; target: string; body?: unknown }): Promise<T> {
    const text = call.body === undefined ? "" : JSON.stringify(call.body);
    const timestampSeconds = Math.floor(this.#o.nowMs() / 1000);
    const headers = signedHeaders(key, { method: call.method, target: call.target, body: text, timestampSeconds });
    return this.#call<T>({ method: call.method, url: this.#o.url + call.target, headers, body: call.body });
  }

  async #call<T>(o: {
    method: "GET" | "POST";
    url: string;
    headers: Record<string, string>;
    body: unknown;
  }): Promise<T> {
    const response = await this.#o.exchange({
      method: o.method,
      url: o.url,
      headers: { ...o.headers, ...(o.body !== undefined && { "content-type": "application/json" }) },
      ...(o.body !== undefined && { body: Buffer.from(JSON.stringify(o.body)) }),
    });
    const text = Buffer.from(response.body).toString("utf8");
    if (response.status >= 200 && response.status < 300) return JSON.parse(text) as T;
    throw new Error(`${o.method} ${new URL(o.url).pathname} answered ${response.status}: ${text.slice(0, 300)}`);
  }
}
