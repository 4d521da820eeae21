// Posts a forged notification to a registered site as Alipay would, or a ping to our own notify route, and answers what came
// back, byte for byte. Nothing that is sent can be believed by anybody who verifies.
import type { DropInFacts, ProbedAddress, ProbedGateway, ProbedSite } from "@dedepay/doctor";
import { readSettings } from "../../channel/account-settings.ts";
import { askSite } from "../../outbox/ask-site.ts";
import { HttpFailure } from "../../platform/http-failure.ts";
import type { HttpResponse, HttpSend } from "../../platform/platform.ts";
import { findAccount } from "../../store/accounts.ts";
import { findSiteCheck } from "../../store/site-checks.ts";
import { findSite, type SiteRow } from "../../store/sites.ts";
import { notifyUrlOf } from "../accounts/describe-account.ts";
import { accountOrThrow } from "../accounts/list-accounts.ts";
import { callOut } from "../call-out.ts";
import type { Context } from "../context.ts";
import { invalidParameter, notFound } from "../refusals.ts";
import { httpOrigin } from "../sites/http-origin.ts";
import { forgedNotification, pingHeader, pingType } from "./forged-notification.ts";

type Probing = Pick<Context, "store" | "platform" | "sealer" | "nowMs" | "publicUrl">;

/** As long as the gateway itself gives a site. */
const timeoutMs = 10_000;

export type ProbeSiteInput = {
  siteId: string;
  /** Another address of the site, on one of its registered origins, where a program of its own answers Alipay. */
  notifyUrl?: string;
};

/** Throws 1009 (site), 1002 (no address, or one of another origin). That nobody answers is an answer. */
export async function probeSite(context: Probing, { siteId, notifyUrl }: ProbeSiteInput): Promise<ProbedSite> {
  const { site, account } = await context.store.run(async (db) => {
    const found = await findSite(db, siteId);
    if (found === undefined) throw notFound({ zh: "站点", en: "site" }, siteId);
    const own = found.defaultAccountId === null ? undefined : await findAccount(db, found.defaultAccountId);
    return { site: found, account: own };
  });
  const url = notifyUrl ?? site.webhookUrl;
  if (url === null) throw invalidParameter("webhook_url", noAddress);
  const registeredOrigins = originsOf(site);
  const origin = httpOrigin(url);
  if (origin === undefined || !registeredOrigins.includes(origin)) throw foreignOrigin(registeredOrigins);
  const forged = forgedNotification({
    protocol: account?.protocol === "openapi" ? "openapi" : "mapi",
    charset: account === undefined ? "utf-8" : readSettings(account.settingsJson).charset,
    nowMs: context.nowMs(),
    randomness: context.platform.randomness,
  });
  const send: HttpSend = (request) => callOut(context, { ...request, registeredOrigins });
  const probed = await post(context, send, { url, ...forged });
  const dropIn = notifyUrl === undefined ? await askDropIn(context, site) : undefined;
  return {
    ...{ site: siteId, url, kind: notifyUrl === undefined ? "webhook" : "alipay_notify" },
    ...{ answer: probed.answer, tookMs: probed.tookMs },
    ...(dropIn !== undefined && { dropIn }),
  };
}

/** By the public address, as Alipay comes; the owner named it, so it may be this very machine. Throws 1009. */
export async function probeNotifyRoute(context: Probing, accountId: string): Promise<ProbedGateway> {
  const row = await context.store.run((db) => accountOrThrow(db, accountId));
  const url = notifyUrlOf(context.publicUrl(), row.id);
  const ping = forgedNotification({
    protocol: row.protocol === "mapi" ? "mapi" : "openapi",
    charset: readSettings(row.settingsJson).charset,
    nowMs: context.nowMs(),
    randomness: context.platform.randomness,
    notifyType: pingType,
  });
  const { answer, tookMs } = await post(context, context.platform.http, { url, ...ping });
  const standing = "headers" in answer ? answer.headers[pingHeader] : undefined;
  return { account: accountId, url, tookMs, standing, answer };
}

type Posting = { url: string; headers: Record<string, string>; body: Uint8Array };

async function post(
  { nowMs }: Probing,
  send: HttpSend,
  { url, headers, body }: Posting,
): Promise<{ answer: ProbedAddress["answer"]; tookMs: number }> {
  const startedMs = nowMs();
  const answer = await send({ method: "POST", url, headers, body, timeoutMs }).then(answered, unanswered);
  return { answer, tookMs: nowMs() - startedMs };
}

function answered({ status, headers, body }: HttpResponse): ProbedAddress["answer"] {
  return { status, headers, body };
}

function unanswered(error: unknown): ProbedAddress["answer"] {
  if (!(error instanceof HttpFailure)) throw error;
  const { kind, hop, code } = error;
  if (kind === "refused") return { hop: "private", code };
  return { hop: kind === "network" ? hop : kind, code };
}

function originsOf(site: SiteRow): string[] {
  const own = site.webhookUrl === null ? [] : [new URL(site.webhookUrl).origin];
  return [...new Set([...own, ...(JSON.parse(site.returnOriginsJson) as string[])])];
}

/** Only where our drop-in is, as far as we know: nobody else understands the question. It hands out nothing. */
async function askDropIn(context: Probing, site: SiteRow): Promise<DropInFacts | undefined> {
  const known = await context.store.run((db) => findSiteCheck(db, site.id));
  const isDropIn = known?.answerJson != null || site.webhookUrl?.endsWith("/plus/dedepay.php") === true;
  if (!isDropIn) return undefined;
  const asked = await askSite(context, site, { work: false });
  if (asked.kind === "failed") return { failed: asked.why };
  const { plugin, keyless_payment_files: keylessFiles, database } = asked.status;
  return { plugin, keylessFiles, database };
}

const noAddress = {
  zh: "站点没有通知地址：用 --notify-url 给出要探测的地址",
  en: "The site has no webhook: name the address to probe with --notify-url",
};

function foreignOrigin(origins: readonly string[]) {
  const known = origins.length === 0 ? "–" : origins.join(", ");
  return invalidParameter("notify_url", {
    zh: `只能探测站点登记过的来源（${known}）；先用 dedepay site set 登记 --return-origin`,
    en: `Only registered origins of the site are probed (${known}); register it first: dedepay site set --return-origin`,
  });
}
