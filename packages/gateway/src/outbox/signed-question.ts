// Asks the end-point of our DedeCMS drop-in: a GET of the site's webhook address, signed like a call of our API but with the
// webhook secret.
import { createHmac, hash } from "node:crypto";
import { failureWord } from "../network-failure.ts";
import { HttpFailure } from "../platform/http-failure.ts";
import type { SitesTable } from "../store/tables/sites.ts";
import { callOut } from "../use-cases/call-out.ts";
import type { Context } from "../use-cases/context.ts";

export type Question = {
  site: SitesTable;
  parameters: Readonly<Record<string, string>>;
  timeoutMs: number;
};

/** `answer` is JSON that nobody has checked; `why` is one word for the owner. */
export type Answered = { kind: "answered"; answer: unknown } | { kind: "failed"; why: string };

type Needs = Pick<Context, "sealer" | "platform" | "nowMs">;

export async function askSigned(context: Needs, { site, parameters, timeoutMs }: Question): Promise<Answered> {
  if (site.webhookUrl === null) return { kind: "failed", why: "no_webhook_url" };
  const url = new URL(site.webhookUrl);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  const secret = context.sealer.open(site.webhookSecretSealed, `sites/${site.id}/webhook_secret`);
  const timestamp = String(Math.floor(context.nowMs() / 1000));
  const emptyBody = hash("sha256", "");
  const text = ["GET", url.pathname, url.search.slice(1), timestamp, emptyBody].join("\n");
  const signature = createHmac("sha256", secret).update(text).digest("hex");
  const headers = { "dedepay-timestamp": timestamp, "dedepay-signature": `v1=${signature}`, "user-agent": "dedepay" };
  try {
    const registeredOrigins = [url.origin];
    const reply = await callOut(context, { registeredOrigins, method: "GET", url: url.href, headers, timeoutMs });
    if (reply.status !== 200) return { kind: "failed", why: `http_${reply.status}` };
    return readJson(reply.body);
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    return { kind: "failed", why: failureWord(error) };
  }
}

function readJson(body: Uint8Array): Answered {
  try {
    return { kind: "answered", answer: JSON.parse(Buffer.from(body).toString("utf8")) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { kind: "failed", why: notOurAnswer };
  }
}

/** Some page of the site answers in the place of our end-point. */
export const notOurAnswer = "not_our_answer";
