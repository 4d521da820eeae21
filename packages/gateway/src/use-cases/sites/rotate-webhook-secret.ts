// A site gets another webhook secret. For a while each delivery is signed with both, so that the site can be changed over
// without a delivery being refused in between.
import { newSecret } from "../../platform/ids.ts";
import { findSite } from "../../store/sites.ts";
import { replaceWebhookSecret } from "../../store/webhook-secrets.ts";
import type { Context } from "../context.ts";
import { isoTime } from "../payments/describe-payment.ts";
import { actorOf, type ByOwner, recordAudit } from "../record-audit.ts";
import { invalidParameter, notFound } from "../refusals.ts";

export type RotateWebhookSecretInput = ByOwner & {
  siteId: string;
  /** How long the former one signs as well, hours. Default 24; 0 where it leaked. */
  overlapHours?: number;
};

/** The secret is shown this once and never again. */
export type RotatedWebhookSecret = { siteId: string; webhookSecret: string; formerUntil: string };

const usualHours = 24;
const mostHours = 30 * 24;
const hourMs = 3600 * 1000;

/** Throws 1002 and 1009. */
export async function rotateWebhookSecret(
  context: Context,
  input: RotateWebhookSecretInput,
): Promise<RotatedWebhookSecret> {
  const { siteId, requestId } = input;
  const hours = input.overlapHours ?? usualHours;
  if (!Number.isInteger(hours) || hours < 0 || hours > mostHours) {
    throw invalidParameter("overlap_hours", {
      zh: `overlap_hours 须为 0 到 ${mostHours} 的整数`,
      en: `overlap_hours is an integer from 0 to ${mostHours}`,
    });
  }
  const webhookSecret = newSecret("whk", context.platform.randomness);
  const untilMs = await context.store.inTransaction(async (db) => {
    const site = await findSite(db, siteId);
    if (site === undefined) throw notFound({ zh: "站点", en: "site" }, siteId);
    const nowMs = context.nowMs();
    const id = context.newId("fws");
    const former = context.sealer.open(site.webhookSecretSealed, `sites/${siteId}/webhook_secret`);
    const until = nowMs + hours * hourMs;
    await replaceWebhookSecret(db, {
      site,
      former: { id, siteId, secretSealed: context.sealer.seal(former, formerSecretPlace(id)), untilMs: until },
      secretSealed: context.sealer.seal(webhookSecret, `sites/${siteId}/webhook_secret`),
      nowMs,
    });
    await recordAudit(context, db, {
      actor: actorOf(input),
      action: "site.webhook_secret_rotated",
      subject: siteId,
      after: { formerUntil: isoTime(until) },
      requestId,
    });
    return until;
  });
  return { siteId, webhookSecret, formerUntil: isoTime(untilMs) };
}

export function formerSecretPlace(id: string): string {
  return `former_webhook_secrets/${id}/secret`;
}
