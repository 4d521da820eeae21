// Posts one delivery to its site until the site acknowledges with any 2xx. Every try is kept for the owner.
// The body was frozen when the event happened, so each try sends the same bytes; only time and signature are new.
import { HttpFailure } from "../platform/http-failure.ts";
import type { HttpResponse } from "../platform/platform.ts";
import { insertDeliveryAttempt } from "../store/outbox-rows.ts";
import { findSite } from "../store/sites.ts";
import type { OutboxTable } from "../store/tables/outbox.ts";
import type { SitesTable } from "../store/tables/sites.ts";
import type { Context } from "../use-cases/context.ts";
import { openIncident } from "../use-cases/open-incident.ts";
import type { Handler, HandlerResult } from "./handler.ts";
import { webhookSignature } from "./webhook-signature.ts";

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
/** Quick at first (a restart of the shop), then patient (a night without its owner). The last value repeats. */
const delaysMs: readonly number[] = [2, 10, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, 43_200].map(
  (seconds) => seconds * secondMs,
);
const timeoutMs = 10 * secondMs;
const excerptCharacters = 500;

export function webhookHandler(context: Context): Handler {
  return {
    handle: (row) => deliver(context, row),
    backoffMs: (attempt) => delaysMs[Math.min(attempt, delaysMs.length) - 1] ?? hourMs,
    giveUpAfterMs: 72 * hourMs,
    leaseMs: minuteMs,
    onDead: async (row, why) => {
      await context.store.inTransaction((db) =>
        openIncident(context, db, {
          cause: "webhook-undeliverable",
          group: `webhook-undeliverable:${row.siteId ?? ""}`,
          title: {
            zh: "网站连续三天没有确认支付结果通知",
            en: "The site has not acknowledged a delivery for three days",
          },
          paymentId: row.paymentId ?? undefined,
          evidence: { outboxId: row.id, attempts: row.attempts, why },
        }),
      );
    },
  };
}

async function deliver(context: Context, row: OutboxTable): Promise<HandlerResult> {
  const site = await context.store.run((db) => findSite(db, row.siteId ?? ""));
  if (site === undefined || site.webhookUrl === null) return { kind: "retry", why: "no_webhook_url" };
  const startedAtMs = context.nowMs();
  const outcome = await post(context, site, row);
  await context.store.run((db) =>
    insertDeliveryAttempt(db, {
      id: context.newId("try"),
      outboxId: row.id,
      number: row.attempts,
      startedAtMs,
      durationMs: context.nowMs() - startedAtMs,
      httpStatus: outcome.status,
      error: outcome.error,
      answerExcerpt: outcome.excerpt,
    }),
  );
  if (outcome.acknowledged) return { kind: "done" };
  return { kind: "retry", why: outcome.error ?? `http_${outcome.status ?? 0}` };
}

type PostOutcome = { acknowledged: boolean; status: number | null; error: string | null; excerpt: string | null };

async function post(context: Context, site: SitesTable, row: OutboxTable): Promise<PostOutcome> {
  const body = Buffer.from(row.payloadJson);
  const timestampSeconds = Math.floor(context.nowMs() / secondMs);
  const secret = context.sealer.open(site.webhookSecretSealed, `sites/${site.id}/webhook_secret`);
  try {
    const reply = await context.platform.http({
      method: "POST",
      url: site.webhookUrl ?? "",
      headers: {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "dedepay",
        "dedepay-delivery": row.id,
        "dedepay-timestamp": String(timestampSeconds),
        "dedepay-signature": webhookSignature(secret, timestampSeconds, body),
      },
      body,
      timeoutMs,
    });
    const acknowledged = reply.status >= 200 && reply.status < 300;
    return { acknowledged, status: reply.status, error: null, excerpt: acknowledged ? null : excerpt(reply) };
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    context.log.warn(
      { outboxId: row.id, siteId: site.id, code: error.kind === "timeout" ? 1014 : 1015, reason: error.code },
      "webhook failed",
    );
    return { acknowledged: false, status: null, error: `${error.kind}:${error.code}`, excerpt: null };
  }
}

function excerpt(reply: HttpResponse): string {
  return Buffer.from(reply.body)
    .toString("utf8", 0, excerptCharacters * 4)
    .replaceAll("\0", "")
    .slice(0, excerptCharacters);
}
