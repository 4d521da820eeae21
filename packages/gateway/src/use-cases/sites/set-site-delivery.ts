// The owner chooses how a site is told of its payments. What is owed already goes the new way at its next try.
import { deliverySettingsPlace, type SiteAdapter, usualDelivery } from "../../outbox/site-adapter.ts";
import { findSiteDelivery, putSiteDelivery } from "../../store/site-deliveries.ts";
import { findSite } from "../../store/sites.ts";
import type { Context } from "../context.ts";
import { actorOf, type ByOwner, recordAudit } from "../record-audit.ts";
import { invalidParameter, notFound } from "../refusals.ts";
import { planWatch } from "./watch-site.ts";

export type SetSiteDeliveryInput = ByOwner & {
  siteId: string;
  /** The name of a registered adapter. */
  adapter: string;
  /** What the adapter asks for; never shown again. */
  settings?: unknown;
};

/** Throws 1009 (site), 1002 (no such adapter), and what the adapter says about its settings. */
export async function setSiteDelivery(context: Context, input: SetSiteDeliveryInput): Promise<{ adapter: string }> {
  const { siteId, adapter: name, requestId } = input;
  const adapter = context.siteAdapters[name];
  if (adapter === undefined) throw unknownAdapter(name, Object.keys(context.siteAdapters));
  const settings = JSON.stringify(checkedSettings(adapter, input.settings));
  await context.store.inTransaction(async (db) => {
    if ((await findSite(db, siteId)) === undefined) throw notFound({ zh: "站点", en: "site" }, siteId);
    const before = await findSiteDelivery(db, siteId);
    const settingsSealed = context.sealer.seal(settings, deliverySettingsPlace(siteId));
    const changedAtMs = context.nowMs();
    await putSiteDelivery(db, { siteId, adapter: name, settingsSealed, changedAtMs });
    if (adapter.watchEveryMs !== undefined) await planWatch(context, db, { siteId, dueMs: changedAtMs });
    await recordAudit(context, db, {
      actor: actorOf(input),
      action: "site.delivery_set",
      subject: siteId,
      before: { adapter: before?.adapter ?? usualDelivery },
      after: { adapter: name },
      requestId,
    });
  });
  context.wakeRelay();
  return { adapter: name };
}

function checkedSettings(adapter: SiteAdapter, settings: unknown): unknown {
  if (adapter.checkSettings !== undefined) return adapter.checkSettings(settings);
  if (settings === undefined) return null;
  throw invalidParameter("settings", { zh: "这种通知方式没有设置项", en: "This way of telling takes no settings" });
}

function unknownAdapter(name: string, known: readonly string[]): Error {
  const list = known.toSorted().join(", ");
  return invalidParameter("adapter", {
    zh: `没有名为 ${name.slice(0, 40)} 的通知方式，可用：${list}`,
    en: `No way of telling is called ${name.slice(0, 40)}; there are: ${list}`,
  });
}
