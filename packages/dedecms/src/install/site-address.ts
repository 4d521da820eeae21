// Where a shop is reached from the outside, from its own settings or as somebody says it.

import type { SiteSettings } from "../formats/site-settings.ts";
import { webhookPath } from "../inspect/inspected-paths.ts";

export type SiteAddress = {
  /** `https://shop.example.com`: where buyers come from and go back to. */
  readonly origin: string;
  /** With the CMS's folder, without a slash at the end. */
  readonly url: string;
  readonly webhookUrl: string;
  /** A name for the gateway: `shop-example-com`. */
  readonly siteId: string;
};

/** Undefined where the text is no http(s) address, or carries a user, a query or a fragment. */
export function siteAddress(text: string): SiteAddress | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, origin, pathname, search, hash, username, host } = new URL(text);
  if (!/^https?:$/.test(protocol) || search !== "" || hash !== "" || username !== "") return undefined;
  const folder = pathname.replace(/\/{2,}/g, "/").replace(/\/$/, "");
  const url = origin + folder;
  const siteId = `${host}${folder}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 56)
    .replace(/^-|-$/g, "");
  return { origin, url, webhookUrl: `${url}/${webhookPath}`, siteId };
}

/** What the CMS's own settings say: `$cfg_basehost` and `$cfg_cmspath`. */
export function addressOfSettings(site: SiteSettings | undefined): SiteAddress | undefined {
  const host = site?.baseHost?.trim().replace(/\/+$/, "") ?? "";
  const folder = site?.cmsPath?.trim().replace(/^\/+|\/+$/g, "") ?? "";
  return siteAddress(folder === "" ? host : `${host}/${folder}`);
}
