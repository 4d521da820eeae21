// Looks at an installation beside gateways that may be running on it: reads the ledger as it is, asks Alipay harmless questions,
// probes registered sites. Writes nothing, migrates nothing.
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import type { AskedFacts, ProbedGateway, ProbedSite } from "@dedepay/doctor";
import { AlipayChannel } from "../channel/alipay-channel.ts";
import { observeHttp } from "../channel/observed-http.ts";
import { diskSpaceOf } from "../platform/disk-space.ts";
import { examineHere } from "../platform/examiner.ts";
import type { HttpFailure } from "../platform/http-failure.ts";
import { newId } from "../platform/ids.ts";
import { silentLog } from "../platform/log.ts";
import { silentMetrics } from "../platform/metrics.ts";
import { createSystemPlatform } from "../platform/system-platform.ts";
import { redactText } from "../redact.ts";
import { assertMasterKeyFits } from "../store/assert-master-key-fits.ts";
import { type DatabaseChoice, openAdapter } from "../store/open-adapter.ts";
import { type MasterKeys, Sealer } from "../store/sealer.ts";
import { Store } from "../store/store.ts";
import { askAboutAccount } from "../use-cases/accounts/check-account.ts";
import type { IncidentDocument } from "../use-cases/incidents/describe-incident.ts";
import { listIncidents } from "../use-cases/incidents/list-incidents.ts";
import { inspectInstallation, type StoredFacts } from "../use-cases/inspection/inspect-installation.ts";
import { keptSecrets, withoutSecrets } from "../use-cases/inspection/kept-secrets.ts";
import { type ProbeSiteInput, probeNotifyRoute, probeSite } from "../use-cases/inspection/probe-address.ts";
import { type RecentEnvelope, recentEnvelopes } from "../use-cases/inspection/recent-envelopes.ts";
import { RecoveryWatch } from "../use-cases/operation/recovery-watch.ts";
import { noLedger } from "./back-up.ts";

export type InspectionOptions = DatabaseChoice & {
  masterKey: MasterKeys;
  /** Without a trailing slash. */
  publicUrl: string;
  /** Private addresses to which a probe may go. */
  egressAllow: readonly string[];
};

export type InspectionDesk = {
  describe(onStep?: (done: number, of: number) => void): Promise<StoredFacts>;
  /** By signed questions about a number that can't exist. Throws 1009. */
  askAlipay(accountId: string): Promise<AskedFacts>;
  /** As Alipay's last answer says; undefined before there was one. */
  clockAheadMs(): number | undefined;
  /** Throws 1009, 1002. */
  probeSite(input: ProbeSiteInput): Promise<ProbedSite>;
  /** Throws 1009. */
  probeNotifyRoute(accountId: string): Promise<ProbedGateway>;
  /** For a bundle: seen last first. */
  recentIncidents(limit: number): Promise<IncidentDocument[]>;
  recentEnvelopes(limit: number): Promise<RecentEnvelope[]>;
  /** The text without any secret that this installation keeps, and without what reads like one. */
  scrub(text: string): Promise<string>;
  close(): Promise<void>;
};

/**
 * Throws OperationRefused where there is no ledger, DatabaseRefused where it can't be used or is an older version's, SealBroken for
 * another master key.
 */
export async function openInspectionDesk(options: InspectionOptions): Promise<InspectionDesk> {
  const { databaseFile, masterKey, publicUrl } = options;
  if (databaseFile !== undefined && !existsSync(databaseFile)) throw noLedger(databaseFile);
  const platform = createSystemPlatform(options);
  const nowMs = (): number => platform.clock.nowMs();
  const sealer = new Sealer(masterKey, platform.randomness);
  const store = await Store.open(openAdapter(options), nowMs(), { purpose: "inspection" });
  const close = async (): Promise<void> => {
    await store.close();
    await platform.close();
  };
  try {
    await assertMasterKeyFits(store, sealer);
  } catch (error) {
    await close();
    throw error;
  }
  const alipay = observeHttp(platform.http, { clock: platform.clock, metrics: silentMetrics });
  const context = {
    ...{ store, sealer, platform, nowMs },
    channel: new AlipayChannel({ http: alipay.send, nowMs, sealer }),
    recovery: await RecoveryWatch.open(store),
    log: silentLog,
    examine: examineHere,
    publicUrl: () => publicUrl,
    newId: (prefix: Parameters<typeof newId>[0]) => newId(prefix, { randomness: platform.randomness, nowMs: nowMs() }),
    clockAheadMs: alipay.clockAheadMs,
    diskSpace: databaseFile === undefined ? undefined : () => diskSpaceOf(dirname(databaseFile)),
  };
  return {
    describe: (onStep) =>
      inspectInstallation(context, { isEmbedded: databaseFile !== undefined, ...(onStep && { onStep }) }),
    async askAlipay(accountId) {
      const { verdict, steps, findings, failure } = await askAboutAccount(context, accountId);
      return { account: accountId, verdict, steps, findings, unreached: failure && wayOf(failure) };
    },
    clockAheadMs: alipay.clockAheadMs,
    probeSite: (input) => probeSite(context, input),
    probeNotifyRoute: (accountId) => probeNotifyRoute(context, accountId),
    recentIncidents: async (limit) => (await listIncidents(context, { limit })).data,
    recentEnvelopes: (limit) => recentEnvelopes(context, limit),
    async scrub(text) {
      const secrets = [...masterKey().map((key) => Buffer.from(key).toString("hex")), ...(await keptSecrets(context))];
      return redactText(withoutSecrets(text, secrets));
    },
    close,
  };
}

function wayOf({ kind, hop, code }: HttpFailure): AskedFacts["unreached"] {
  return { hop: kind === "timeout" ? "timeout" : hop, code };
}
