// A merchant's v3 client for tests, written from the facts with nothing of the simulator's or the product's own code.
import { createSign, randomUUID } from "node:crypto";
import type { Simulator } from "../start-simulator.ts";
import type { OpenapiApp } from "../world/world.ts";

export interface V3Call {
  app: OpenapiApp;
  path: string;
  body?: Record<string, unknown>;
  httpMethod?: "GET" | "POST" | "PUT";
  timestampMs?: number;
  nonce?: string;
  /** Further parts of the Authorization header, as `expired_seconds=5`. */
  more?: string;
}

export interface V3Answer {
  status: number;
  code: string | undefined;
  /** Whether the answer carries a signature. */
  signed: boolean;
}

/** Key mode; signed as the call says. */
export async function callV3(simulator: Simulator, call: V3Call): Promise<V3Answer> {
  const { app, path, httpMethod = "POST", timestampMs = Date.now(), nonce = randomUUID(), more } = call;
  const parts = [`app_id=${app.appId}`, `nonce=${nonce}`, `timestamp=${timestampMs}`, ...(more ? [more] : [])];
  const authString = parts.join(",");
  const body = httpMethod === "GET" ? "" : JSON.stringify(call.body ?? {});
  const pem = `-----BEGIN PRIVATE KEY-----\n${app.privateKey}\n-----END PRIVATE KEY-----`;
  const sign = createSign("RSA-SHA256").update(`${authString}\n${httpMethod}\n${path}\n${body}\n`).sign(pem, "base64");
  const response = await fetch(simulator.url + path, {
    method: httpMethod,
    headers: { authorization: `ALIPAY-SHA256withRSA ${authString},sign=${sign}`, "content-type": "application/json" },
    ...(body === "" ? {} : { body }),
  });
  const { code } = (await response.json()) as { code?: string };
  return { status: response.status, code, signed: response.headers.has("alipay-signature") };
}
