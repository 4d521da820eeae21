// Which adapter tells a site, where it is not the webhook. Its settings are sealed bytes here.
import { insertIfAbsent } from "./insert-if-absent.ts";
import type { Db } from "./store.ts";
import type { SiteDeliveriesTable } from "./tables/deliveries.ts";

export async function findSiteDelivery(db: Db, siteId: string): Promise<SiteDeliveriesTable | undefined> {
  return db.selectFrom("siteDeliveries").selectAll().where("siteId", "=", siteId).executeTakeFirst();
}

export async function putSiteDelivery(db: Db, row: SiteDeliveriesTable): Promise<void> {
  if (await insertIfAbsent(db, "siteDeliveries", row)) return;
  const { siteId, ...changes } = row;
  await db.updateTable("siteDeliveries").set(changes).where("siteId", "=", siteId).execute();
}
