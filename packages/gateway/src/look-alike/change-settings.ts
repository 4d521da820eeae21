// The owner's decisions about a site's look-alike, and the look at them.
import { findLookAlikeSite, putLookAlikeSite } from "../store/look-alike-sites.ts";
import { findRefundLimit } from "../store/refund-budgets.ts";
import { findSite } from "../store/sites.ts";
import type { Db } from "../store/store.ts";
import type { SitesTable } from "../store/tables/sites.ts";
import type { Context } from "../use-cases/context.ts";
import { differing } from "../use-cases/payments/differing.ts";
import { actorOf, type ByOwner, recordAudit } from "../use-cases/record-audit.ts";
import { invalidParameter, notFound } from "../use-cases/refusals.ts";
import { isAddressRule } from "../use-cases/sites/address-list.ts";
import { isOfSite, originsOf } from "./check-address.ts";
import { type KeyView, listKeys } from "./issue-key.ts";
import { type LookAlikeSettings, readLookAlikeSettings } from "./settings.ts";

export type ChangeLookAlikeInput = ByOwner & { siteId: string; changes: Partial<LookAlikeSettings> };

export type LookAlikeView = {
  siteId: string;
  /** The address that stands in for Alipay's, with both of its paths. */
  gatewayUrls: string[];
  /** Origins to which notifications and buyers may be sent. */
  origins: string[];
  settings: LookAlikeSettings;
  keys: KeyView[];
};

/** Throws 1009. */
export async function viewLookAlike(context: Context, siteId: string): Promise<LookAlikeView> {
  const keys = await listKeys(context, siteId);
  return context.store.run(async (db) => {
    const site = await siteOf(db, siteId);
    const publicUrl = context.publicUrl();
    return {
      siteId,
      gatewayUrls: [`${publicUrl}/gateway.do`, `${publicUrl}/cooperate/gateway.do`],
      origins: originsOf(site),
      settings: readLookAlikeSettings(await findLookAlikeSite(db, siteId)),
      keys,
    };
  });
}

/** Changes what is named and leaves the rest. Throws 1009 (site) and 1002 (a setting, by name). */
export async function changeLookAlike(context: Context, input: ChangeLookAlikeInput): Promise<LookAlikeView> {
  const { siteId, changes, requestId } = input;
  await context.store.inTransaction(async (db) => {
    const site = await siteOf(db, siteId);
    const before = readLookAlikeSettings(await findLookAlikeSite(db, siteId));
    const after = { ...before, ...changes };
    await checkSettings(db, site, after);
    await putLookAlikeSite(db, { siteId, settingsJson: JSON.stringify(after), changedAtMs: context.nowMs() });
    await recordAudit(context, db, {
      actor: actorOf(input),
      action: "look_alike.changed",
      subject: siteId,
      before: differing(before, after),
      after: differing(after, before),
      requestId,
    });
  });
  return viewLookAlike(context, siteId);
}

async function siteOf(db: Db, siteId: string): Promise<SitesTable> {
  const site = await findSite(db, siteId);
  if (site === undefined) throw notFound({ zh: "站点", en: "site" }, siteId);
  return site;
}

async function checkSettings(db: Db, site: SitesTable, settings: LookAlikeSettings): Promise<void> {
  const { services, addresses, dailyCalls, shopUrl, notifyUrl } = settings;
  const wrong = addresses.find((entry) => !isAddressRule(entry));
  if (wrong !== undefined) {
    throw invalidParameter("addresses", {
      zh: `不是 IP 地址或 CIDR 网段：${wrong.slice(0, 60)}`,
      en: `Neither an address nor a CIDR block: ${wrong.slice(0, 60)}`,
    });
  }
  if (services.length > 0 && addresses.length === 0) {
    throw invalidParameter("addresses", {
      zh: "开通关闭、发货或退款接口之前，先登记网站服务器的地址",
      en: "Name the addresses of the shop's servers before switching on closing, shipping or refunds",
    });
  }
  if (!Number.isSafeInteger(dailyCalls) || dailyCalls < 1) {
    throw invalidParameter("daily_calls", { zh: "每日次数须为正整数", en: "daily_calls is a positive whole number" });
  }
  if (services.includes("refund") && (await findRefundLimit(db, site.id)) === undefined) {
    throw invalidParameter("services", {
      zh: "开通退款之前，先为站点设置每日退款限额",
      en: "Give the site a daily refund limit before switching on refunds",
    });
  }
  for (const [name, url] of [
    ["shop_url", shopUrl],
    ["notify_url", notifyUrl],
  ] as const) {
    if (url === null || isOfSite(url, site)) continue;
    throw invalidParameter(name, {
      zh: `${name} 不在站点登记的网址之内`,
      en: `${name} is not at one of the site's registered origins`,
    });
  }
}
