// Webhook secrets of a site: the present one stands in its row, those before it live on here until their time is over.
import { type SiteRow, updateSite } from "./sites.ts";
import type { Db } from "./store.ts";
import type { FormerWebhookSecretsTable } from "./tables/deliveries.ts";

/** Newest first. */
export async function listFormerSecrets(db: Db, siteId: string, nowMs: number): Promise<FormerWebhookSecretsTable[]> {
  return db
    .selectFrom("formerWebhookSecrets")
    .selectAll()
    .where("siteId", "=", siteId)
    .where("untilMs", ">", nowMs)
    .orderBy("untilMs", "desc")
    .orderBy("id")
    .execute();
}

/** The present secret becomes a former one and another takes its place. Those whose time is over go. */
export async function replaceWebhookSecret(
  db: Db,
  o: { site: SiteRow; former: FormerWebhookSecretsTable; secretSealed: Uint8Array; nowMs: number },
): Promise<void> {
  const siteId = o.site.id;
  await db.deleteFrom("formerWebhookSecrets").where("siteId", "=", siteId).where("untilMs", "<=", o.nowMs).execute();
  await db.insertInto("formerWebhookSecrets").values(o.former).execute();
  await updateSite(db, o.site, { webhookSecretSealed: o.secretSealed });
}
