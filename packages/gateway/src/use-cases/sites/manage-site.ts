// The owner looks at sites and changes them: name, addresses, account, mode, shipping, switched off and on.
import { DedepayError } from "@dedepay/errors";
import { countPlayPayments } from "../../store/payments.ts";
import { findRefundLimit } from "../../store/refund-budgets.ts";
import {
  findSite,
  listSiteRows,
  putSiteSettings,
  type SiteChanges,
  type SiteRow,
  updateSite,
} from "../../store/sites.ts";
import type { Db } from "../../store/store.ts";
import type { Context } from "../context.ts";
import { differing } from "../payments/differing.ts";
import { type AuditValue, actorOf, type ByOwner, recordAudit } from "../record-audit.ts";
import { notFound } from "../refusals.ts";
import { assertDefaultAccount, checkSite, type SiteMode, withWebhookOrigin } from "./register-site.ts";

/** Everything about a site that may be shown. */
export type SiteView = {
  id: string;
  name: string;
  mode: SiteMode;
  disabledAtMs: number | undefined;
  webhookUrl: string | undefined;
  returnOrigins: string[];
  defaultAccount: string | undefined;
  /** Fen per Beijing day; undefined: no limit. */
  refundDailyFen: bigint | undefined;
  /** Virtual goods in escrow are marked as shipped at Alipay by the gateway. */
  autoShip: boolean;
  createdAtMs: number;
};

/** What is left out stays; `null` takes away. */
export type ChangeSiteInput = ByOwner & {
  siteId: string;
  name?: string;
  mode?: SiteMode;
  webhookUrl?: string | null;
  returnOrigins?: readonly string[];
  defaultAccount?: string | null;
  /** True: its keys open nothing and no payment starts. What was paid is settled and delivered all the same. */
  disabled?: boolean;
  /** Counts for money that arrives from now on, and for what is not shipped yet; false: the site ships virtual goods by its own call. */
  autoShip?: boolean;
};

export async function listSites(context: Pick<Context, "store">): Promise<SiteView[]> {
  return context.store.run(async (db) => {
    const views: SiteView[] = [];
    for (const row of await listSiteRows(db)) views.push(await viewOf(db, row));
    return views;
  });
}

/** Throws 1009. */
export async function getSite(context: Context, siteId: string): Promise<SiteView> {
  return context.store.run(async (db) => viewOf(db, await siteOrThrow(db, siteId)));
}

/** Throws 1002 (a field), 1009 (site, account), 1010 (live with play money). */
export async function changeSite(context: Context, input: ChangeSiteInput): Promise<SiteView> {
  checkSite(input);
  return context.store.inTransaction(async (db) => {
    const site = await siteOrThrow(db, input.siteId);
    const after = changed(site, input, context.nowMs());
    await assertDefaultAccount(db, after, after.defaultAccountId);
    if (after.mode === "live" && site.mode !== "live") await assertNoPlayMoney(db, site.id);
    const { mode, disabledAtMs, autoShip, id, createdAtMs, webhookSecretSealed, ...columns } = after;
    await updateSite(db, site, columns satisfies SiteChanges);
    await putSiteSettings(db, site.id, { mode, disabledAtMs, autoShip });
    const was = audited(site);
    const is = audited(after);
    await recordAudit(context, db, {
      actor: actorOf(input),
      action: "site.changed",
      subject: site.id,
      before: differing(was, is),
      after: differing(is, was),
      requestId: input.requestId,
    });
    return viewOf(db, after);
  });
}

function changed(site: SiteRow, input: ChangeSiteInput, nowMs: number): SiteRow {
  const webhookUrl = input.webhookUrl === undefined ? site.webhookUrl : input.webhookUrl;
  const origins = input.returnOrigins ?? (JSON.parse(site.returnOriginsJson) as string[]);
  const disabled = input.disabled ?? site.disabledAtMs !== null;
  return {
    ...site,
    name: input.name ?? site.name,
    mode: input.mode ?? site.mode,
    webhookUrl,
    returnOriginsJson: JSON.stringify(withWebhookOrigin(origins, webhookUrl)),
    defaultAccountId: input.defaultAccount === undefined ? site.defaultAccountId : input.defaultAccount,
    disabledAtMs: disabled ? (site.disabledAtMs ?? nowMs) : null,
    autoShip: input.autoShip ?? site.autoShip,
  };
}

/** Throws 1010: what is unpaid could still be paid with play money, and the live shop would hand out goods for it. */
async function assertNoPlayMoney(db: Db, siteId: string): Promise<void> {
  const count = await countPlayPayments(db, siteId);
  if (count === 0) return;
  throw new DedepayError(1010, {
    param: "mode",
    owner: "merchant",
    detail: {
      zh: `站点 ${siteId} 还有 ${count} 笔未结束的非正式环境付款，不能转为正式站点`,
      en: `Site ${siteId} still has ${count} open payments outside production and can't become live`,
    },
    fix: [
      {
        zh: "先关闭这些付款，或为正式销售新建一个站点",
        en: "Close those payments first, or make a new site for real sales",
      },
    ],
    extra: { open_payments: count },
  });
}

async function siteOrThrow(db: Db, siteId: string): Promise<SiteRow> {
  const site = await findSite(db, siteId);
  if (site === undefined) throw notFound({ zh: "站点", en: "site" }, siteId);
  return site;
}

async function viewOf(db: Db, row: SiteRow): Promise<SiteView> {
  return {
    id: row.id,
    name: row.name,
    mode: row.mode,
    disabledAtMs: row.disabledAtMs ?? undefined,
    webhookUrl: row.webhookUrl ?? undefined,
    returnOrigins: JSON.parse(row.returnOriginsJson) as string[],
    defaultAccount: row.defaultAccountId ?? undefined,
    refundDailyFen: await findRefundLimit(db, row.id),
    autoShip: row.autoShip,
    createdAtMs: row.createdAtMs,
  };
}

function audited(row: SiteRow): Record<string, AuditValue> {
  return {
    name: row.name,
    mode: row.mode,
    disabled: row.disabledAtMs !== null,
    autoShip: row.autoShip,
    webhookUrl: row.webhookUrl,
    returnOrigins: JSON.parse(row.returnOriginsJson) as string[],
    defaultAccount: row.defaultAccountId,
  };
}
