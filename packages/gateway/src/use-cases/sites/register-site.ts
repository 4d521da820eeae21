// Makes a site and its first key. The secrets leave here once and are kept sealed.
import { DedepayError } from "@dedepay/errors";
import { newSecret } from "../../platform/ids.ts";
import { findAccount, listAccountRows } from "../../store/accounts.ts";
import { putRefundLimit } from "../../store/refund-budgets.ts";
import { findSite, insertSite, type SiteRow } from "../../store/sites.ts";
import type { Db } from "../../store/store.ts";
import { assertEnvironmentFits } from "../accounts/check-account-for-site.ts";
import type { Context } from "../context.ts";
import { actorOf, type ByOwner, recordAudit } from "../record-audit.ts";
import { invalidParameter, notFound } from "../refusals.ts";
import { httpOrigin } from "./http-origin.ts";
import { checkKeySettings, everything, type SiteKeySettings } from "./site-key-settings.ts";
import { makeKey } from "./site-keys.ts";

export type SiteMode = "live" | "test";

export type RegisterSiteInput = ByOwner & {
  id?: string;
  name: string;
  /** Left out: live as soon as an account of production is registered, otherwise test. */
  mode?: SiteMode;
  webhookUrl?: string;
  /** Origins to which buyers may be sent back; the origin of webhookUrl is always among them. */
  returnOrigins?: readonly string[];
  /** The account used when a payment names none. */
  defaultAccount?: string;
  /** Fen per Beijing day; left out: no limit. */
  refundDailyFen?: bigint;
  /** Left out: true, virtual goods in escrow are marked as shipped at Alipay by the gateway. */
  autoShip?: boolean;
  /** What the first key may do; left out: everything, from everywhere. */
  key?: Partial<SiteKeySettings>;
};

/** The secrets are shown this once and never again. */
export type RegisteredSite = {
  siteId: string;
  name: string;
  mode: SiteMode;
  keyId: string;
  keySecret: string;
  webhookSecret: string;
};

/** Throws 1002 (a field), 1009 (unknown default account), 1010 (a live site with play money), 1013 (id taken). */
export async function registerSite(context: Context, input: RegisterSiteInput): Promise<RegisteredSite> {
  const siteId = input.id ?? context.newId("site");
  checkSiteId(siteId);
  checkSite(input);
  const settings = { ...everything, ...input.key };
  checkKeySettings(settings);
  const webhookSecret = newSecret("whk", context.platform.randomness);
  const { site, key } = await context.store.inTransaction(async (db) => {
    if ((await findSite(db, siteId)) !== undefined) throw siteTaken(siteId);
    const made = await siteRow(context, db, { siteId, input, webhookSecret });
    await insertSite(db, made);
    if (input.refundDailyFen !== undefined) await putRefundLimit(db, siteId, input.refundDailyFen);
    const { name, mode, webhookUrl, refundDailyFen, defaultAccount, autoShip } = {
      ...input,
      mode: made.mode,
      autoShip: made.autoShip,
    };
    await recordAudit(context, db, {
      actor: actorOf(input),
      action: "site.registered",
      subject: siteId,
      after: { name, mode, webhookUrl, refundDailyFen, defaultAccount, autoShip },
      requestId: input.requestId,
    });
    return { site: made, key: await makeKey(context, db, { siteId, settings, by: input, action: "site_key.added" }) };
  });
  context.log.info({ requestId: input.requestId, siteId, keyId: key.id }, "site registered");
  return { siteId, name: site.name, mode: site.mode, keyId: key.id, keySecret: key.secret, webhookSecret };
}

type Drafted = { siteId: string; input: RegisterSiteInput; webhookSecret: string };

async function siteRow(context: Context, db: Db, { siteId, input, webhookSecret }: Drafted): Promise<SiteRow> {
  const mode = input.mode ?? (await usualMode(db));
  await assertDefaultAccount(db, { id: siteId, mode }, input.defaultAccount);
  return {
    id: siteId,
    name: input.name,
    webhookUrl: input.webhookUrl ?? null,
    webhookSecretSealed: context.sealer.seal(webhookSecret, `sites/${siteId}/webhook_secret`),
    returnOriginsJson: JSON.stringify(withWebhookOrigin(input.returnOrigins ?? [], input.webhookUrl)),
    defaultAccountId: input.defaultAccount ?? null,
    createdAtMs: context.nowMs(),
    mode,
    disabledAtMs: null,
    autoShip: input.autoShip ?? true,
  };
}

/** A gateway that takes real money makes live sites unless it is told otherwise; one that only rehearses makes test sites. */
async function usualMode(db: Db): Promise<SiteMode> {
  const accounts = await listAccountRows(db);
  return accounts.some(({ environment }) => environment === "production") ? "live" : "test";
}

/** Throws 1009, 1010. */
export async function assertDefaultAccount(
  db: Db,
  site: Pick<SiteRow, "id" | "mode">,
  accountId: string | null | undefined,
): Promise<void> {
  if (accountId === undefined || accountId === null) return;
  const account = await findAccount(db, accountId);
  if (account === undefined) throw notFound({ zh: "支付宝账户", en: "account" }, accountId);
  assertEnvironmentFits(site, account);
}

function checkSiteId(siteId: string): void {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(siteId)) return;
  throw invalidParameter("id", {
    zh: "站点编号只能由 1 到 64 个字母、数字、下划线或连字符组成",
    en: "A site id is 1 to 64 letters, digits, underscores or hyphens",
  });
}

/** Throws 1002. What is left out is not looked at. */
export function checkSite(input: {
  name?: string;
  webhookUrl?: string | null;
  returnOrigins?: readonly string[];
}): void {
  const { name, webhookUrl } = input;
  if (name !== undefined && (name.trim() === "" || name.length > 128 || name.includes("\0"))) {
    throw invalidParameter("name", { zh: "站点名称须为 1 到 128 个字符", en: "The name has 1 to 128 characters" });
  }
  if (webhookUrl !== undefined && webhookUrl !== null && httpOrigin(webhookUrl) === undefined) {
    throw invalidParameter("webhook_url", {
      zh: "通知地址须为完整的 http 或 https 网址，且不含用户名和 # 片段",
      en: "webhook_url is a complete http or https address without user and fragment",
    });
  }
  for (const origin of input.returnOrigins ?? []) {
    if (httpOrigin(origin) === origin) continue;
    throw invalidParameter("return_origins", {
      zh: `返回地址的来源须形如 https://shop.example（不带路径），收到：${origin.slice(0, 80)}`,
      en: `A return origin looks like https://shop.example, without a path; got ${origin.slice(0, 80)}`,
    });
  }
}

export function withWebhookOrigin(origins: readonly string[], webhookUrl: string | null | undefined): string[] {
  const own = webhookUrl === undefined || webhookUrl === null ? undefined : httpOrigin(webhookUrl);
  return [...new Set([...(own === undefined ? [] : [own]), ...origins])];
}

function siteTaken(siteId: string): DedepayError {
  return new DedepayError(1013, {
    param: "id",
    detail: { zh: `站点编号 ${siteId} 已被使用`, en: `The site id ${siteId} is taken` },
    extra: { existing_id: siteId },
  });
}
