// A site's orders, asked for by its owner: to compare them with our books, and to mend one of them.
import { DedepayError } from "@dedepay/errors";
import type { SiteFinding, SiteRepair, SiteRepaired } from "../../outbox/site-adapter.ts";
import { SiteNotAsked, type SiteOrdersPage, type SiteOrdersQuestion } from "../../outbox/site-orders.ts";
import type { Context } from "../context.ts";
import { type AuditEntry, actorOf, type ByOwner, recordAudit } from "../record-audit.ts";
import { type WayOfSite, wayOfSite } from "./way-of-site.ts";

/** Throws 1009 (site), 1010 (its way can't tell), 1015 (it was not reached). */
export async function readSiteOrders(
  context: Context,
  siteId: string,
  question: SiteOrdersQuestion,
): Promise<SiteOrdersPage> {
  const way = await wayOfSite(context, siteId);
  if (way.adapter.readOrders === undefined) throw cannot(way);
  return asked(way.adapter.readOrders(question, way.site), siteId);
}

/** What is wrong with the way into the site; empty where all is well. Throws 1009, 1010. */
export async function examineSiteDelivery(context: Context, siteId: string): Promise<SiteFinding[]> {
  const way = await wayOfSite(context, siteId);
  if (way.adapter.examine === undefined) throw cannot(way);
  return way.adapter.examine(way.site);
}

export type RepairSiteOrderInput = SiteRepair & ByOwner & { siteId: string };

/**
 * Audited before it is tried: what was tried must be known also where nobody heard how it ended. Throws like readSiteOrders,
 * and 1010 in recovery mode: a ledger that has forgotten payments would take back what was paid for.
 */
export async function repairSiteOrder(context: Context, input: RepairSiteOrderInput): Promise<SiteRepaired> {
  const { siteId, requestId, orderNo, kind, detail } = input;
  const way = await wayOfSite(context, siteId);
  if (way.adapter.repairOrder === undefined) throw cannot(way);
  if (await context.recovery.look()) throw notWhileRecovering();
  const actor = actorOf(input);
  const audit = (action: string, after: NonNullable<AuditEntry["after"]>): Promise<void> =>
    context.store.inTransaction((db) =>
      recordAudit(context, db, { actor, action, subject: siteId, after: { orderNo, kind, ...after }, requestId }),
    );
  await audit("site.order_repair_begun", { detail: JSON.stringify(detail) });
  const repaired = await asked(way.adapter.repairOrder({ orderNo, kind, detail }, way.site), siteId);
  await audit("site.order_repaired", repaired);
  return repaired;
}

export type RecordReconciliationInput = ByOwner & {
  siteId: string;
  /** What was found and done, in few words; no secrets, no buyer. */
  after: NonNullable<AuditEntry["after"]>;
};

/** Who said yes to what, one line for each. */
export async function recordReconciliation(context: Context, input: RecordReconciliationInput): Promise<void> {
  const { siteId, after, requestId } = input;
  const entry = { actor: actorOf(input), action: "site.reconciled", subject: siteId, after, requestId };
  await context.store.inTransaction((db) => recordAudit(context, db, entry));
}

async function asked<T>(work: Promise<T>, siteId: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof SiteNotAsked)) throw error;
    throw new DedepayError(1015, {
      owner: "site",
      cause: error,
      detail: {
        zh: `没有问到站点 ${siteId} 的订单：${error.why}`,
        en: `The orders of site ${siteId} could not be read: ${error.why}`,
      },
      extra: { why: error.why },
    });
  }
}

function notWhileRecovering(): DedepayError {
  return new DedepayError(1010, {
    detail: {
      zh: "账本从备份恢复，与支付宝核对完成之前不改网站的订单。请等待核对，并由管理员结束恢复模式（dedepay recovery end）",
      en: "The ledger was restored from a back-up: no order of a site is changed until Alipay was asked and a person ended recovery mode (dedepay recovery end)",
    },
    extra: { reason: "recovery" },
  });
}

function cannot({ adapterName, row }: WayOfSite): DedepayError {
  return new DedepayError(1010, {
    owner: "merchant",
    detail: {
      zh: `站点 ${row.id} 的通知方式 ${adapterName} 做不到这件事`,
      en: `Site ${row.id} is told by ${adapterName}, which can't do this`,
    },
  });
}
