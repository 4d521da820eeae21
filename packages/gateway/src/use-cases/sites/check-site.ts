// How a DedeCMS site is: asked now, kept, and compared with what it said before. An upgrade of the CMS brings the stock plugin
// back without a word, and with it its holes; a site that stopped answering loses every delivery.
import { askSite, type SiteAsked, type SiteStatus } from "../../outbox/ask-site.ts";
import { insertOutboxRow, newOutboxRow } from "../../store/outbox-rows.ts";
import { listPaymentsToShip } from "../../store/payments.ts";
import { findSiteCheck, putSiteCheck } from "../../store/site-checks.ts";
import { findSite } from "../../store/sites.ts";
import type { Db } from "../../store/store.ts";
import type { SiteChecksTable } from "../../store/tables/site-checks.ts";
import type { Context } from "../context.ts";
import { openIncident } from "../incidents/open-incident.ts";
import { isoTime } from "../payments/describe-payment.ts";
import { actorOf, type ByOwner, recordAudit } from "../record-audit.ts";
import { notFound } from "../refusals.ts";
import { siteIncidents } from "./site-incidents.ts";

export type CheckSiteInput = ByOwner & {
  siteId: string;
  /** From now on regularly, or not any more; left out: as before. */
  regular?: boolean;
};

export type SiteCheckDocument = {
  site: string;
  regular: boolean;
  asked_at: string;
  answered_at: string | null;
  failing_since: string | null;
  error: string | null;
  answer: SiteStatus | null;
};

const hourMs = 3_600_000;
/** Several times a day, so that one bad hour of a host is no news and a whole day is. */
const usualMs = 6 * hourMs;
/** While escrow goods wait for their shipping, the site is asked to look whether its owner has marked them. */
const escrowMs = hourMs;

/** Throws 1009 (site). A site that does not answer is no error here: `error` says it. */
export async function checkSite(context: Context, input: CheckSiteInput): Promise<SiteCheckDocument> {
  const { siteId, requestId } = input;
  const site = await context.store.run((db) => findSite(db, siteId));
  if (site === undefined) throw notFound({ zh: "站点", en: "site" }, siteId);
  const askedAtMs = context.nowMs();
  const asked = await askSite(context, site, { work: true });
  const row = await context.store.inTransaction(async (db) => {
    const before = await findSiteCheck(db, siteId);
    const now = rowAfter(before, { siteId, askedAtMs, asked, regular: input.regular });
    await putSiteCheck(db, now);
    for (const incident of siteIncidents({ siteName: site.name, before, now }))
      await openIncident(context, db, incident);
    const { regular } = input;
    if (regular !== undefined) {
      const change = { action: "site.check_set", subject: siteId, after: { regular } };
      await recordAudit(context, db, { ...change, actor: actorOf(input), requestId });
    }
    if (now.regular === 1) await planNext(context, db, siteId);
    return now;
  });
  context.wakeRelay();
  context.log.info({ requestId, siteId, error: row.error ?? undefined }, "site checked");
  return describeSiteCheck(row);
}

/** The last check, without asking. Throws 1009 where the site was never asked. */
export async function getSiteCheck(context: Context, siteId: string): Promise<SiteCheckDocument> {
  const row = await context.store.run((db) => findSiteCheck(db, siteId));
  if (row === undefined) throw notFound({ zh: "该站点的检查记录", en: "check of this site" }, siteId);
  return describeSiteCheck(row);
}

type Result = { siteId: string; askedAtMs: number; asked: SiteAsked; regular: boolean | undefined };

function rowAfter(before: SiteChecksTable | undefined, o: Result): SiteChecksTable {
  const regular = o.regular === undefined ? (before?.regular ?? 0) : Number(o.regular);
  const common = { siteId: o.siteId, regular, askedAtMs: o.askedAtMs };
  if (o.asked.kind === "answered") {
    const answerJson = JSON.stringify(o.asked.status);
    return { ...common, answeredAtMs: o.askedAtMs, failingSinceMs: null, error: null, answerJson };
  }
  return {
    ...common,
    answeredAtMs: before?.answeredAtMs ?? null,
    failingSinceMs: before?.failingSinceMs ?? o.askedAtMs,
    error: o.asked.why,
    answerJson: before?.answerJson ?? null,
  };
}

/** One row per site and moment: however many checks end at the same time, one of them plans the next. */
async function planNext(context: Context, db: Db, siteId: string): Promise<void> {
  const nowMs = context.nowMs();
  const waits = (await listPaymentsToShip(db, siteId, 1)).length > 0;
  const dueMs = nowMs + (waits ? escrowMs : usualMs);
  await insertOutboxRow(
    db,
    newOutboxRow({
      id: context.newId("dlv"),
      uniqueKey: `site_check:${siteId}:${Math.floor(dueMs / escrowMs)}`,
      kind: "check_site",
      siteId,
      payload: {},
      availableAtMs: dueMs,
      nowMs,
    }),
  );
}

function describeSiteCheck(row: SiteChecksTable): SiteCheckDocument {
  const time = (ms: number | null): string | null => (ms === null ? null : isoTime(ms));
  return {
    site: row.siteId,
    regular: row.regular === 1,
    asked_at: isoTime(row.askedAtMs),
    answered_at: time(row.answeredAtMs),
    failing_since: time(row.failingSinceMs),
    error: row.error,
    answer: row.answerJson === null ? null : (JSON.parse(row.answerJson) as SiteStatus),
  };
}
