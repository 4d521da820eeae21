// A site's client for tests over real HTTP. What it gets is held against the description that the server gives of itself.
import { createHash, createHmac } from "node:crypto";
import { watchExchange } from "@dedepay/api-contract";

export type SiteClient = (
  method: "GET" | "POST",
  path: string,
  body?: unknown,
) => Promise<{ status: number; body: Record<string, unknown> }>;

export function siteClient(url: string, key: { id: string; secret: string }): SiteClient {
  return async (method, target, input) => {
    const body = input === undefined ? "" : JSON.stringify(input);
    const timestamp = String(Math.floor(Date.now() / 1000));
    const [path, query = ""] = target.split("?");
    const hash = createHash("sha256").update(body).digest("hex");
    const text = `${method}\n${path}\n${query}\n${timestamp}\n${hash}`;
    const requestHeaders = {
      "dedepay-key": key.id,
      "dedepay-timestamp": timestamp,
      "dedepay-signature": `v1=${createHmac("sha256", key.secret).update(text).digest("hex")}`,
      ...(input !== undefined && { "content-type": "application/json" }),
    };
    const reply = await fetch(`${url}${target}`, {
      method,
      headers: requestHeaders,
      ...(input !== undefined && { body }),
    });
    const { status } = reply;
    const answered = await reply.text();
    const headers = Object.fromEntries(reply.headers);
    await watchExchange(url, { method, target, requestHeaders, requestBody: body, status, headers, body: answered });
    return { status, body: JSON.parse(answered) as Record<string, unknown> };
  };
}
