// Makes a site and its first key. The secrets leave here once and are kept sealed.
import { DedepayError } from "@dedepay/errors";
import { findAccount } from "../store/accounts.ts";
import { insertAudit } from "../store/audit.ts";
import { findSite, insertSite } from "../store/sites.ts";
import type { Context } from "./context.ts";
import { invalidParameter, notFound } from "./refusals.ts";

export type RegisterSiteInput = {
  id?: string;
  name: string;
  webhookUrl?: string;
  /** Origins to which buyers may be sent back; the origin of webhookUrl is always among them. */
  returnOrigins?: readonly string[];
  /** The account used when a payment names none. */
  defaultAccount?: string;
  requestId: string;
};

/** The secrets are shown this once and never again. */
export type RegisteredSite = { siteId: string; name: string; keyId: string; keySecret: string; webhookSecret: string };

/** Throws 1002 (a field), 1009 (unknown default account), 1013 (id taken). */
export async function registerSite(context: Context, input: RegisterSiteInput): Promise<RegisteredSite> {
  const siteId = input.id ?? context.newId("site");
  checkSite(siteId, input);
  const site: RegisteredSite = {
    siteId,
    name: input.name,
    keyId: context.newId("key"),
    keySecret: context.newId("sec"),
    webhookSecret: context.newId("whk"),
  };
  const nowMs = context.nowMs();
  await context.store.inTransaction(async (db) => {
    if ((await findSite(db, siteId)) !== undefined) throw siteTaken(siteId);
    if (input.defaultAccount !== undefined && (await findAccount(db, input.defaultAccount)) === undefined) {
      throw notFound({ zh: "支付宝账户", en: "account" }, input.defaultAccount);
    }
    await insertSite(
      db,
      {
        id: siteId,
        name: input.name,
        webhookUrl: input.webhookUrl ?? null,
        webhookSecretSealed: context.sealer.seal(site.webhookSecret, `sites/${siteId}/webhook_secret`),
        returnOriginsJson: JSON.stringify(returnOrigins(input)),
        defaultAccountId: input.defaultAccount ?? null,
        createdAtMs: nowMs,
      },
      {
        id: site.keyId,
        siteId,
        secretSealed: context.sealer.seal(site.keySecret, `site_keys/${site.keyId}/secret`),
        revokedAtMs: null,
        createdAtMs: nowMs,
      },
    );
    await insertAudit(db, {
      id: context.newId("aud"),
      actor: "admin",
      action: "site.registered",
      subject: siteId,
      detailJson: JSON.stringify({ name: input.name, webhookUrl: input.webhookUrl, keyId: site.keyId }),
      requestId: input.requestId,
      createdAtMs: nowMs,
    });
  });
  context.log.info({ requestId: input.requestId, siteId, keyId: site.keyId }, "site registered");
  return site;
}

function checkSite(siteId: string, input: RegisterSiteInput): void {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(siteId)) {
    throw invalidParameter("id", {
      zh: "站点编号只能由 1 到 64 个字母、数字、下划线或连字符组成",
      en: "A site id is 1 to 64 letters, digits, underscores or hyphens",
    });
  }
  if (input.name.trim() === "" || input.name.length > 128 || input.name.includes("\0")) {
    throw invalidParameter("name", { zh: "站点名称须为 1 到 128 个字符", en: "The name has 1 to 128 characters" });
  }
  if (input.webhookUrl !== undefined && httpOrigin(input.webhookUrl) === undefined) {
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

function returnOrigins(input: RegisterSiteInput): string[] {
  const own = input.webhookUrl === undefined ? undefined : httpOrigin(input.webhookUrl);
  return [...new Set([...(own === undefined ? [] : [own]), ...(input.returnOrigins ?? [])])];
}

function siteTaken(siteId: string): DedepayError {
  return new DedepayError(1013, {
    param: "id",
    detail: { zh: `站点编号 ${siteId} 已被使用`, en: `The site id ${siteId} is taken` },
    extra: { existing_id: siteId },
  });
}

/** The origin of a complete http(s) address; undefined for anything else. */
export function httpOrigin(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if ((url.protocol !== "http:" && url.protocol !== "https:") || url.username !== "" || url.hash !== "")
    return undefined;
  return url.origin;
}
