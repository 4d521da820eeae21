// A site as its adapter gets it: with the settings that its owner chose, opened.
import type { SiteDeliveriesTable } from "../store/tables/deliveries.ts";
import type { SitesTable } from "../store/tables/sites.ts";
import type { Context } from "../use-cases/context.ts";
import { type AdapterSite, deliverySettingsPlace } from "./site-adapter.ts";

export function adapterSite(
  { sealer }: Pick<Context, "sealer">,
  { id, name }: SitesTable,
  chosen: SiteDeliveriesTable | undefined,
): AdapterSite {
  const settings: unknown =
    chosen === undefined ? null : JSON.parse(sealer.open(chosen.settingsSealed, deliverySettingsPlace(id)));
  return { id, name, settings };
}
