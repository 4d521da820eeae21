// By which adapter a site is told, and the site as that adapter knows it.
import { adapterSite } from "../../outbox/adapter-site.ts";
import { type AdapterSite, type SiteAdapter, usualDelivery } from "../../outbox/site-adapter.ts";
import { findSiteDelivery } from "../../store/site-deliveries.ts";
import { findSite } from "../../store/sites.ts";
import type { SitesTable } from "../../store/tables/sites.ts";
import type { Context } from "../context.ts";
import { invalidParameter, notFound } from "../refusals.ts";

export type WayOfSite = { row: SitesTable; adapterName: string; adapter: SiteAdapter; site: AdapterSite };

/** Throws 1009 (site), 1002 where this process does not have the site's adapter. */
export async function wayOfSite(context: Context, siteId: string): Promise<WayOfSite> {
  const { row, chosen } = await context.store.run(async (db) => ({
    row: await findSite(db, siteId),
    chosen: await findSiteDelivery(db, siteId),
  }));
  if (row === undefined) throw notFound({ zh: "站点", en: "site" }, siteId);
  const adapterName = chosen?.adapter ?? usualDelivery;
  const adapter = context.siteAdapters[adapterName];
  if (adapter === undefined) throw noAdapter(adapterName);
  return { row, adapterName, adapter, site: adapterSite(context, row, chosen) };
}

function noAdapter(name: string): Error {
  return invalidParameter("site", {
    zh: `站点使用的通知方式 ${name} 不在这个网关程序里`,
    en: `the site is told by ${name}, which this gateway does not have`,
  });
}
