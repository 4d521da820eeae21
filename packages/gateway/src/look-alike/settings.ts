// What the owner has decided about a site's look-alike. Kept as JSON; everything is off, and as safe as can be, unless said.
import type { LookAlikeSitesTable } from "../store/tables/look-alike.ts";

/** Services which do more than pay and ask: none of them answers unless it is named here. */
export type SwitchedService = "close_trade" | "send_goods_confirm_by_platform" | "refund";

export type LookAlikeSettings = {
  services: SwitchedService[];
  /** Addresses and CIDR blocks of the site's own servers; only they may call the switched services. */
  addresses: string[];
  /** How many calls of the switched services one Beijing day may bring. */
  dailyCalls: number;
  /**
   * `result_page`: the buyer stays on our page and gets a plain link to the shop. `signed`: he is sent back with the signed
   * fields of old, once the notification was acknowledged. A signed return lies in the buyer's browser and can be opened again.
   */
  returns: "result_page" | "signed";
  /** Where the plain link leads; null: the front page of the site that the order names. */
  shopUrl: string | null;
  /** Where to notify when a request names no address; null: such a request is refused. */
  notifyUrl: string | null;
  /** What the site sells; `by_order`: what the request or the form of its order number says. */
  goods: "by_order" | "physical" | "virtual";
};

export const usualSettings: LookAlikeSettings = {
  services: [],
  addresses: [],
  dailyCalls: 200,
  returns: "result_page",
  shopUrl: null,
  notifyUrl: null,
  goods: "by_order",
};

export function readLookAlikeSettings(row: LookAlikeSitesTable | undefined): LookAlikeSettings {
  if (row === undefined) return usualSettings;
  return { ...usualSettings, ...(JSON.parse(row.settingsJson) as Partial<LookAlikeSettings>) };
}
