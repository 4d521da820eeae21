// Everything that the gateway knows of itself, for the doctor: read, nothing written, no secret handed out.
import type { AccountFacts, CauseFacts, InstallationFacts, SiteFacts } from "@dedepay/doctor";
import { usualEndpoint } from "../../channel/account-settings.ts";
import { type AccountRow, listAccountRows, listContracts } from "../../store/accounts.ts";
import { countPayments, countUnknownPayments, countUnknownRefunds } from "../../store/ledger-figures.ts";
import { findMark } from "../../store/marks.ts";
import { listNoticeChannelRows } from "../../store/notices.ts";
import { findSiteDelivery } from "../../store/site-deliveries.ts";
import { notifyUrlOf } from "../accounts/describe-account.ts";
import { credentialFindings } from "../accounts/examine-credentials.ts";
import type { Context } from "../context.ts";
import { type DeliveryQueueDocument, listDeliveryQueues } from "../deliveries/list-all-deliveries.ts";
import { type CauseDocument, listIncidentCauses, listIncidents } from "../incidents/list-incidents.ts";
import { checkReadiness } from "../operation/check-readiness.ts";
import { describeRecovery } from "../operation/describe-recovery.ts";
import type { Environment } from "../payments/payment-document.ts";
import { listSites, type SiteView } from "../sites/manage-site.ts";
import { listSiteKeys } from "../sites/site-keys.ts";

export type Inspecting = Pick<
  Context,
  "store" | "recovery" | "log" | "diskSpace" | "clockAheadMs" | "nowMs" | "channel" | "examine" | "publicUrl"
>;

const mostIncidents = 100;

/** All but what only Alipay and the sites can say. */
export type StoredFacts = Omit<
  InstallationFacts,
  "isPublicUrlSet" | "asked" | "probedSites" | "probedGateway" | "clockAheadMs"
>;

/** `isEmbedded`: a database server's back-ups are not ours to see. `onStep` is told before each part. */
export async function inspectInstallation(
  context: Inspecting,
  o: { isEmbedded: boolean; onStep?: (done: number, of: number) => void },
): Promise<StoredFacts> {
  const readiness = await checkReadiness(context);
  const rows = await context.store.run(listAccountRows);
  const accounts: AccountFacts[] = [];
  for (const [index, row] of rows.entries()) {
    o.onStep?.(index, rows.length);
    accounts.push(await accountFacts(context, row));
  }
  const recovery = await describeRecovery(context);
  const lastBackUp = await context.store.run((db) => findMark(db, "backed_up"));
  return {
    nowMs: context.nowMs(),
    publicUrl: context.publicUrl(),
    readiness: readiness.map(({ name, ready, blocks, zh, en }) => ({ name, ready, blocks, zh, en })),
    backUp: o.isEmbedded ? { lastMs: lastBackUp?.setAtMs } : undefined,
    recovery: recovery.state,
    accounts,
    sites: await siteFacts(context),
    causes: await causeFacts(context, accounts),
    ...(await figures(context)),
  };
}

async function accountFacts(context: Inspecting, row: AccountRow): Promise<AccountFacts> {
  const contracts = await context.store.run((db) => listContracts(db, row.id));
  const notifyUrl = notifyUrlOf(context.publicUrl(), row.id);
  const environment = row.environment as Environment;
  const protocol = row.protocol === "mapi" ? "mapi" : "openapi";
  const input = context.channel.keptCredentials(row).credentials;
  const account = context.channel.doctorAccount(row, { contracts, notifyUrl });
  const { findings } = await context.examine("", { nowMs: context.nowMs(), accounts: [account] });
  return {
    id: row.id,
    ...{ environment, protocol, endpoint: row.endpoint, usualEndpoint: usualEndpoint(environment, protocol) },
    isDisabled: row.disabledAtMs !== null,
    notifyUrl,
    canQuery: row.canQuery,
    checkedAtMs: row.checkedAtMs ?? undefined,
    contracts: account.contracts ?? [],
    findings: [
      ...(await credentialFindings(context, { row, input })),
      ...findings.filter(({ cause }) => cause.startsWith("notify-url-")),
    ],
  };
}

async function siteFacts(context: Inspecting): Promise<SiteFacts[]> {
  const queues = new Map((await listDeliveryQueues(context)).map((queue) => [queue.site, queue]));
  const keys = await listSiteKeys(context);
  const facts: SiteFacts[] = [];
  for (const site of await listSites(context)) {
    const delivery = await context.store.run((db) => findSiteDelivery(db, site.id));
    const workingKeys = keys.filter(
      ({ siteId, standing }) => siteId === site.id && standing !== "revoked" && standing !== "expired",
    ).length;
    facts.push({ ...ofSite(site, queues.get(site.id)), adapter: delivery?.adapter ?? "webhook", workingKeys });
  }
  return facts;
}

function ofSite(site: SiteView, queue: DeliveryQueueDocument | undefined): Omit<SiteFacts, "adapter" | "workingKeys"> {
  const { id, mode, disabledAtMs, webhookUrl, defaultAccount: account } = site;
  const oldest = queue?.oldest_waiting_at ?? undefined;
  return {
    ...{ id, mode, isDisabled: disabledAtMs !== undefined, webhookUrl, account },
    ...{ waiting: queue?.waiting ?? 0, parked: queue?.parked ?? 0, dead: queue?.dead ?? 0 },
    oldestWaitingMs: oldest === undefined ? undefined : Date.parse(oldest),
  };
}

async function causeFacts(context: Inspecting, accounts: readonly AccountFacts[]): Promise<CauseFacts[]> {
  const real = new Set(accounts.filter(({ environment }) => environment === "production").map(({ id }) => id));
  const facts: CauseFacts[] = [];
  for (const cause of await listIncidentCauses(context)) {
    const { data } = await listIncidents(context, { state: "open", cause: cause.cause, limit: mostIncidents });
    // What names no account, or stands behind those that were read, may be about any of them.
    const isReal =
      real.size > 0 &&
      (data.length === mostIncidents || data.some(({ account }) => account === null || real.has(account)));
    facts.push({ ...ofCause(cause), isReal, findings: data[0]?.diagnosis?.findings ?? [] });
  }
  return facts;
}

function ofCause(document: CauseDocument): Omit<CauseFacts, "findings" | "isReal"> {
  const { cause, severity, title, incidents, count, payments, amount_fen, last_seen_at } = document;
  return {
    ...{ cause, severity, title, incidents, count, payments },
    ...{ amountFen: amount_fen, lastSeenMs: Date.parse(last_seen_at) },
  };
}

async function figures(
  context: Inspecting,
): Promise<Pick<InstallationFacts, "unknownOutcomes" | "payments" | "noticeChannels">> {
  return context.store.run(async (db) => ({
    unknownOutcomes: { payments: (await countUnknownPayments(db)).rows, refunds: await countUnknownRefunds(db) },
    payments: await countPayments(db),
    noticeChannels: (await listNoticeChannelRows(db)).length,
  }));
}
