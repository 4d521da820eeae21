// Where an old request may send our notification and the buyer: only to the site's own registered origins.

import type { SitesTable } from "../store/tables/sites.ts";
import { httpOrigin } from "../use-cases/sites/http-origin.ts";
import { legacyRefusal } from "./legacy-refusal.ts";

const mostCharacters = 400;

export function originsOf(site: SitesTable): string[] {
  return JSON.parse(site.returnOriginsJson) as string[];
}

export function isOfSite(url: string, site: SitesTable): boolean {
  const origin = httpOrigin(url);
  return origin !== undefined && originsOf(site).includes(origin);
}

/** Throws 1002. */
export function checkAddress(field: "notify_url" | "return_url", url: string, site: SitesTable): void {
  if (url.length <= mostCharacters && isOfSite(url, site)) return;
  const allowed = originsOf(site);
  const origin = httpOrigin(url);
  const said = origin ?? url.replace(/[^\x21-\x7e]/g, "?").slice(0, 80);
  throw legacyRefusal(1002, "ILLEGAL_ARGUMENT", {
    param: field,
    owner: "site",
    detail: {
      zh: `${field} 不在这个站点登记的网址之内：${said}；已登记：${allowed.join("、") || "无"}`,
      en: `${field} is not at an origin that is registered for this site: ${said}; registered: ${allowed.join(", ") || "none"}`,
    },
    fix: [
      {
        zh: `网站确实在 ${said} 时，请在网关为这个站点登记该网址；否则请改网站的网址设置（DedeCMS：系统基本参数里的“站点根网址”）`,
        en: `Where the shop really is at ${said}, register that origin for the site; otherwise mend the shop's own address`,
      },
    ],
  });
}
