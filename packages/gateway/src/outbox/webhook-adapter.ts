// Posts a delivery to the site's webhook; any 2xx acknowledges it, 409 or 422 with a reason leaves it to a person. The body
// was frozen when the event happened, so each try sends the same bytes; only time and signature are new.
import { hash } from "node:crypto";
import { failureWord } from "../network-failure.ts";
import { HttpFailure } from "../platform/http-failure.ts";
import type { HttpResponse } from "../platform/platform.ts";
import { findSite } from "../store/sites.ts";
import type { SitesTable } from "../store/tables/sites.ts";
import { listFormerSecrets } from "../store/webhook-secrets.ts";
import { callOut } from "../use-cases/call-out.ts";
import type { Context } from "../use-cases/context.ts";
import { formerSecretPlace } from "../use-cases/sites/rotate-webhook-secret.ts";
import { askOrders } from "./ask-orders.ts";
import type { DeliveryOutcome, SiteAdapter, SiteDelivery } from "./site-adapter.ts";
import { SiteNotAsked } from "./site-orders.ts";
import { outcomeWord, siteRefusal } from "./site-refusal.ts";
import { webhookSignature } from "./webhook-signature.ts";

const secondMs = 1000;
const timeoutMs = 10 * secondMs;
const excerptCharacters = 500;
const mostFormerSecrets = 2;

type Needs = Pick<Context, "store" | "sealer" | "platform" | "log" | "nowMs">;

/** Its address and secret are the site's own, not settings: every site has them. */
export function webhookAdapter(context: Needs): SiteAdapter {
  return {
    async deliver(delivery, { id }) {
      const site = await context.store.run((db) => findSite(db, id));
      if (site === undefined || site.webhookUrl === null) return { kind: "retry", why: "no_webhook_url" };
      return post(context, { siteId: id, url: site.webhookUrl, secrets: await secretsOf(context, site), delivery });
    },
    async readOrders(question, { id }) {
      const site = await context.store.run((db) => findSite(db, id));
      if (site === undefined) throw new SiteNotAsked("no_such_site");
      return askOrders(context, site, question);
    },
  };
}

/** The present one first. A long row of former ones would make a header that servers refuse. */
async function secretsOf({ store, sealer, nowMs }: Needs, site: SitesTable): Promise<string[]> {
  const former = await store.run((db) => listFormerSecrets(db, site.id, nowMs()));
  return [
    sealer.open(site.webhookSecretSealed, `sites/${site.id}/webhook_secret`),
    ...former.slice(0, mostFormerSecrets).map((one) => sealer.open(one.secretSealed, formerSecretPlace(one.id))),
  ];
}

type Post = { siteId: string; url: string; secrets: readonly string[]; delivery: SiteDelivery };

async function post(context: Needs, { siteId, url, secrets, delivery }: Post): Promise<DeliveryOutcome> {
  const body = Buffer.from(delivery.body);
  const timestampSeconds = Math.floor(context.nowMs() / secondMs);
  try {
    const reply = await callOut(context, {
      registeredOrigins: [new URL(url).origin],
      method: "POST",
      url,
      headers: {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "dedepay",
        "dedepay-delivery": delivery.id,
        "dedepay-timestamp": String(timestampSeconds),
        "dedepay-signature": webhookSignature(secrets, timestampSeconds, body),
      },
      body,
      timeoutMs,
    });
    return outcomeOf(reply, { url, body });
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    context.log.warn(
      { outboxId: delivery.id, siteId, code: error.kind === "timeout" ? 1014 : 1015, reason: error.code },
      "webhook failed",
    );
    return { kind: "retry", why: failureWord(error) };
  }
}

function outcomeOf(reply: HttpResponse, sent: { url: string; body: Uint8Array }): DeliveryOutcome {
  const httpStatus = reply.status;
  if (httpStatus < 200 || httpStatus >= 300) {
    const answer = { httpStatus, excerpt: excerpt(reply) };
    const refusal = siteRefusal(httpStatus, outcomeWord(reply.body), answer);
    return refusal ?? { kind: "retry", why: `http_${httpStatus}`, answer };
  }
  const bodySha256 = hash("sha256", sent.body);
  return {
    kind: "acknowledged",
    receipt: { host: new URL(sent.url).host, httpStatus, bodySha256 },
    answer: { httpStatus },
  };
}

function excerpt(reply: HttpResponse): string {
  return Buffer.from(reply.body)
    .toString("utf8", 0, excerptCharacters * 4)
    .replaceAll("\0", "")
    .slice(0, excerptCharacters);
}
