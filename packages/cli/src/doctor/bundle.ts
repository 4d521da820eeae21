// One file to hand to whoever helps: versions, settings, the report, recent incidents and envelopes. No key, no valid signature,
// no buyer. What this installation keeps secret is taken out by value, and whatever reads like a secret or a person is masked.
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { InspectionDesk } from "@dedepay/gateway";
import { CommandFailure } from "../command-failure.ts";
import { exitCode } from "../exit-code.ts";
import type { Surroundings } from "../surroundings.ts";
import { version } from "../version.ts";
import type { Examined } from "./examine.ts";
import { maskTexts } from "./mask-texts.ts";
import { reportDocument } from "./report-document.ts";

const mostIncidents = 50;
const mostEnvelopes = 20;

/** Whose values are nobody's secret. */
const plainSettings: readonly string[] = [
  ...["DEDEPAY_HOST", "DEDEPAY_PORT", "DEDEPAY_DATA", "DEDEPAY_ADMIN_PORT", "DEDEPAY_ADMIN_HOST", "DEDEPAY_LOG_LEVEL"],
  ...["DEDEPAY_TRUST_PROXY", "DEDEPAY_EGRESS_ALLOW", "DEDEPAY_RETENTION", "DEDEPAY_MISSING_TRADES", "DEDEPAY_LANG"],
  ...["DEDEPAY_STOP_SECONDS", "DEDEPAY_PUBLIC_URL", "TZ", "NODE_ENV", "LANG"],
];
/** Only whether they are set. */
const secretSettings: readonly string[] = ["DEDEPAY_DATABASE_URL", "DEDEPAY_MASTER_KEY", "DEDEPAY_MASTER_KEY_FILE"];

export interface BundleInput {
  readonly file: string;
  readonly examined: Examined;
  /** Undefined where the installation could not be opened. */
  readonly desk: InspectionDesk | undefined;
  /** As they were in force for this run, from flags or variables. */
  readonly inForce: Readonly<Record<string, unknown>>;
  readonly surroundings: Pick<Surroundings, "environment" | "machine" | "nowMs">;
}

/** Answers the file's whole name. Throws CommandFailure where it can't be written, or is there. */
export async function writeBundle(input: BundleInput): Promise<string> {
  const { file, desk } = input;
  const text = JSON.stringify(maskTexts(await contentOf(input)), undefined, 2);
  const clean = desk === undefined ? text : await desk.scrub(text);
  const path = resolve(file);
  try {
    writeFileSync(path, `${clean}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new CommandFailure(
      exitCode.foundProblem,
      code === "EEXIST"
        ? { zh: `文件已存在，不会覆盖：${path}`, en: `The file is there and is not overwritten: ${path}` }
        : { zh: `求助文件写不了：${path}（${code}）`, en: `The bundle can't be written: ${path} (${code})` },
      { cause: error },
    );
  }
  return path;
}

async function contentOf({ examined, desk, inForce, surroundings }: BundleInput): Promise<Record<string, unknown>> {
  const { environment, nowMs } = surroundings;
  const { facts } = examined;
  const settings = plainSettings.map((name) => [name, environment(name) ?? null]);
  const set = secretSettings.map((name) => [name, environment(name) === undefined ? null : "（已设置 set）"]);
  return {
    format: "dedepay-doctor-bundle/1",
    made_at: new Date(nowMs()).toISOString(),
    versions: { dedepay: version, ...surroundings.machine },
    settings: { in_force: inForce, environment: Object.fromEntries([...settings, ...set]) },
    report: reportDocument(examined),
    counts: facts && {
      ...{ payments: facts.payments, unknown: facts.unknownOutcomes, notice_channels: facts.noticeChannels },
      ...{ accounts: facts.accounts.length, sites: facts.sites.length, recovery: facts.recovery },
      clock_ahead_ms: facts.clockAheadMs ?? null,
    },
    accounts: facts?.accounts.map(({ findings, ...account }) => account),
    sites: facts?.sites,
    incidents: (await desk?.recentIncidents(mostIncidents)) ?? [],
    envelopes: (await desk?.recentEnvelopes(mostEnvelopes)) ?? [],
  };
}
