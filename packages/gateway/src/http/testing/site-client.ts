// A site's client for tests over real HTTP.
import { createHash, createHmac } from "node:crypto";

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
    const reply = await fetch(`${url}${target}`, {
      method,
      headers: {
        "dedepay-key": key.id,
        "dedepay-timestamp": timestamp,
        "dedepay-signature": `v1=${createHmac("sha256", key.secret).update(text).digest("hex")}`,
        ...(input !== undefined && { "content-type": "application/json" }),
      },
      ...(input !== undefined && { body }),
    });
    return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
  };
}
