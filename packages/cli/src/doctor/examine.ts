// Reads one installation and, where asked, questions Alipay and probes sites. Shows a bar while it is at it.
import {
  type AskedFacts,
  diagnoseInstallation,
  type InstallationFacts,
  type InstallationReport,
  type ProbedGateway,
} from "@dedepay/doctor";
import type { InspectionDesk, StoredFacts } from "@dedepay/gateway";
import { CommandFailure } from "../command-failure.ts";
import { exitCode } from "../exit-code.ts";
import type { ProgressBar } from "../terminal/progress-bar.ts";

/** Which of them; undefined: none. */
export interface LiveTargets {
  readonly accounts: readonly string[] | "all" | undefined;
  readonly sites: readonly string[] | "all" | undefined;
  readonly notifyUrl: string | undefined;
}

export interface Examined {
  readonly report: InstallationReport;
  /** Undefined where the installation could not be opened. */
  readonly facts: InstallationFacts | undefined;
  readonly live: boolean;
}

type Learnt = Pick<InstallationFacts, "asked" | "probedSites" | "probedGateway" | "clockAheadMs">;

/** Throws CommandFailure for a name that nobody bears, DedepayError 1002 for an address that must not be probed. */
export async function examine(
  desk: InspectionDesk,
  o: { targets: LiveTargets; isPublicUrlSet: boolean; bar: ProgressBar },
): Promise<Examined> {
  const { targets, isPublicUrlSet, bar } = o;
  const stored = await desk.describe((done, of) => bar.update({ what: "账户 accounts", done, of, unit: "个" }));
  const learnt = await learn(desk, stored, { targets, bar });
  const facts = { ...stored, ...learnt, isPublicUrlSet };
  const live = targets.accounts !== undefined || targets.sites !== undefined;
  return { report: diagnoseInstallation(facts), facts, live };
}

async function learn(
  desk: InspectionDesk,
  stored: StoredFacts,
  { targets, bar }: { targets: LiveTargets; bar: ProgressBar },
): Promise<Learnt> {
  const enabled = stored.accounts.filter(({ isDisabled }) => !isDisabled).map(({ id }) => id);
  const withAddress = stored.sites
    .filter(({ isDisabled, webhookUrl, adapter }) => !isDisabled && webhookUrl !== undefined && adapter === "webhook")
    .map(({ id }) => id);
  const accounts = namesOf(targets.accounts, { all: enabled, known: stored.accounts, what: accountWord });
  const sites = namesOf(targets.sites, { all: withAddress, known: stored.sites, what: siteWord });
  const of = 2 * accounts.length + sites.length;
  let done = 0;
  const counted = async <Result>(what: string, work: Promise<Result>): Promise<Result> => {
    bar.update({ what, stage: "live", done, of, unit: "项" });
    const result = await work;
    done += 1;
    bar.update({ what, stage: "live", done, of, unit: "项" });
    return result;
  };
  // Sites are different hosts: a dead one must not hold up the others. Alipay is asked one question after the other.
  const probing = Promise.all(
    sites.map((siteId) => {
      const { notifyUrl } = targets;
      return counted(`站点 ${siteId}`, desk.probeSite({ siteId, ...(notifyUrl !== undefined && { notifyUrl }) }));
    }),
  );
  const [probedSites, others] = await Promise.all([probing, askAll(desk, accounts, counted)]);
  return { probedSites, ...others, clockAheadMs: desk.clockAheadMs() };
}

async function askAll(
  desk: InspectionDesk,
  accounts: readonly string[],
  counted: <Result>(what: string, work: Promise<Result>) => Promise<Result>,
): Promise<{ asked: AskedFacts[]; probedGateway: ProbedGateway[] }> {
  const asked: AskedFacts[] = [];
  const probedGateway: ProbedGateway[] = [];
  for (const id of accounts) {
    asked.push(await counted(`账户 ${id}`, desk.askAlipay(id)));
    probedGateway.push(await counted(`通知地址 ${id}`, desk.probeNotifyRoute(id)));
  }
  return { asked, probedGateway };
}

const accountWord = { zh: "账户", en: "account" };
const siteWord = { zh: "站点", en: "site" };

function namesOf(
  wanted: readonly string[] | "all" | undefined,
  o: { all: readonly string[]; known: readonly { id: string }[]; what: { zh: string; en: string } },
): readonly string[] {
  if (wanted === undefined) return [];
  if (wanted === "all") return o.all;
  const missing = wanted.find((name) => !o.known.some(({ id }) => id === name));
  if (missing === undefined) return wanted;
  const list = o.known.map(({ id }) => id).join(", ");
  throw new CommandFailure(exitCode.wrongUsage, {
    zh: `没有${o.what.zh} ${missing}；有：${list === "" ? "–" : list}`,
    en: `There is no ${o.what.en} ${missing}; there are: ${list === "" ? "–" : list}`,
  });
}
