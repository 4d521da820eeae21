// Asks the end-point of our DedeCMS drop-in how its site is: a GET of the site's webhook address, signed like a call of our
// API but with the webhook secret. `work=1` asks it at the same time to fetch what it is owed and to report shipments.
import { createHash, createHmac } from "node:crypto";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { failureWord } from "../network-failure.ts";
import { HttpFailure } from "../platform/http-failure.ts";
import type { SitesTable } from "../store/tables/sites.ts";
import { callOut } from "../use-cases/call-out.ts";
import type { Context } from "../use-cases/context.ts";

export type SiteStatus = {
  version: string;
  php: string;
  edition: { version: string; charset: string; database_charset: string };
  /** Is the CMS's Alipay plugin our drop-in? */
  plugin: "ours" | "foreign" | "missing";
  /** SHA-256 of each of our files. */
  files: Record<string, string>;
  /** Settings with which the stock plugin, were it there, would believe anybody. */
  keyless_payment_files: string[];
  transport: string;
  database: string;
};

/** As packages/dedecms/php/include/dedepay/answer.php writes it; more may come. */
const siteAnswer = Type.Object({
  version: Type.String({ maxLength: 20 }),
  php: Type.String({ maxLength: 60 }),
  edition: Type.Object({
    version: Type.String({ maxLength: 40 }),
    charset: Type.String({ maxLength: 40 }),
    database_charset: Type.String({ maxLength: 40 }),
  }),
  plugin: Type.Enum(["ours", "foreign", "missing"]),
  files: Type.Record(Type.String(), Type.String({ pattern: "^[0-9a-f]{64}$" })),
  keyless_payment_files: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 20 }),
  transport: Type.String({ maxLength: 20 }),
  database: Type.String({ maxLength: 60 }),
});

/** `why` is one word for the owner. */
export type SiteAsked = { kind: "answered"; status: SiteStatus } | { kind: "failed"; why: string };

/** It may hand out what it was owed before it answers. */
const timeoutMs = 40_000;

type Asking = Pick<Context, "platform" | "sealer" | "nowMs">;

/** `work`: false only asks how the site is, and changes nothing there. */
export async function askSite(context: Asking, site: SitesTable, o: { work: boolean }): Promise<SiteAsked> {
  if (site.webhookUrl === null) return { kind: "failed", why: "no_webhook_url" };
  const url = new URL(site.webhookUrl);
  if (o.work) url.searchParams.set("work", "1");
  const secret = context.sealer.open(site.webhookSecretSealed, `sites/${site.id}/webhook_secret`);
  const timestamp = String(Math.floor(context.nowMs() / 1000));
  const emptyBody = createHash("sha256").digest("hex");
  const text = ["GET", url.pathname, url.search.slice(1), timestamp, emptyBody].join("\n");
  const signature = createHmac("sha256", secret).update(text).digest("hex");
  const headers = { "dedepay-timestamp": timestamp, "dedepay-signature": `v1=${signature}`, "user-agent": "dedepay" };
  try {
    const reply = await callOut(context, {
      registeredOrigins: [url.origin],
      method: "GET",
      url: url.href,
      headers,
      timeoutMs,
    });
    if (reply.status !== 200) return { kind: "failed", why: `http_${reply.status}` };
    return readStatus(reply.body);
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    return { kind: "failed", why: failureWord(error) };
  }
}

function readStatus(body: Uint8Array): SiteAsked {
  try {
    const answer: unknown = JSON.parse(Buffer.from(body).toString("utf8"));
    if (Value.Check(siteAnswer, answer))
      return { kind: "answered", status: Value.Clean(siteAnswer, answer) as SiteStatus };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  // Some page of the site answers in the place of our end-point.
  return { kind: "failed", why: "not_our_answer" };
}
