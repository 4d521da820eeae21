// `dedepay doctor`: everything about this installation, worst first. Changes nothing; goes out only where it is told to.
import { resolve } from "node:path";
import { type InstallationReport, wholeInstallation } from "@dedepay/doctor";
import { type InspectionDesk, openInspectionDesk } from "@dedepay/gateway";
import { CommandFailure, type FailureText } from "../command-failure.ts";
import { writeBundle } from "../doctor/bundle.ts";
import { type Examined, examine, type LiveTargets } from "../doctor/examine.ts";
import { renderReport } from "../doctor/render-report.ts";
import { isFine, reportDocument } from "../doctor/report-document.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { gatewayFailure } from "../gateway-failure.ts";
import { ledgerChoice } from "../ledger-choice.ts";
import { masterKeyChoice, openMasterKeys } from "../master-keys.ts";
import type { OwnerFlags } from "../owner/owner-flags.ts";
import { print } from "../owner/print.ts";
import { assertDataThere } from "../owner/with-owner.ts";
import type { Surroundings } from "../surroundings.ts";
import { progressBar } from "../terminal/progress-bar.ts";

export interface DoctorFlags extends OwnerFlags {
  readonly isPublicUrlSet: boolean;
  readonly live?: true;
  readonly account?: readonly string[];
  readonly site?: readonly string[];
  readonly notifyUrl?: string;
  readonly egressAllow?: readonly string[];
  readonly bundle?: string;
}

export async function doctor(flags: DoctorFlags, surroundings: Surroundings): Promise<ExitCode> {
  const targets = targetsOf(flags);
  const desk = await openDesk(flags, surroundings);
  if (desk instanceof CommandFailure) return closed(desk, flags, surroundings);
  const bar = progressBar(surroundings);
  try {
    const examined = await examine(desk, { targets, isPublicUrlSet: flags.isPublicUrlSet, bar }).finally(() =>
      bar.end(),
    );
    return await finish(examined, { flags, surroundings, desk });
  } catch (error) {
    throw gatewayFailure(error);
  } finally {
    await desk.close();
  }
}

/** Naming one of them is asking it. */
function targetsOf({ live, account, site, notifyUrl }: DoctorFlags): LiveTargets {
  if (notifyUrl !== undefined && site?.length !== 1) {
    throw new CommandFailure(exitCode.wrongUsage, {
      zh: "--notify-url 要和一个 --site 一起用：只探测登记过的站点",
      en: "--notify-url goes with exactly one --site: only registered sites are probed",
    });
  }
  if (account === undefined && site === undefined) {
    const all = live === true ? "all" : undefined;
    return { accounts: all, sites: all, notifyUrl };
  }
  return { accounts: account, sites: site, notifyUrl };
}

/** The failure itself where it can't be opened: that is a finding, too. Throws CommandFailure for wrong usage. */
async function openDesk(flags: DoctorFlags, surroundings: Surroundings): Promise<InspectionDesk | CommandFailure> {
  try {
    assertDataThere(flags);
    const folder = resolve(flags.data);
    const masterKey = openMasterKeys(folder, { ...masterKeyChoice(flags, surroundings), mustExist: true });
    const publicUrl = flags.publicUrl.replace(/\/+$/, "");
    const egressAllow = flags.egressAllow ?? [];
    return await openInspectionDesk({ ...ledgerChoice(flags), masterKey, publicUrl, egressAllow });
  } catch (error) {
    const failure = gatewayFailure(error, resolve(flags.data));
    if (failure instanceof CommandFailure && failure.exitCode === exitCode.foundProblem) return failure;
    throw failure;
  }
}

type Finishing = { flags: DoctorFlags; surroundings: Surroundings; desk: InspectionDesk | undefined };

async function finish(examined: Examined, { flags, surroundings, desk }: Finishing): Promise<ExitCode> {
  const { bundle: file } = flags;
  const bundle =
    file === undefined
      ? undefined
      : await writeBundle({ file, examined, desk, surroundings, inForce: settingsOf(flags) });
  print(surroundings, flags, {
    document: { ...reportDocument(examined), ...(bundle !== undefined && { bundle }) },
    text: () => {
      const { isTerminal, columns } = surroundings;
      const text = renderReport(examined, { columns: isTerminal ? columns() : undefined, color: isTerminal }).trimEnd();
      return bundle === undefined ? text : `${text}\n\n${bundleText(bundle)}`;
    },
  });
  return isFine(examined.report) ? exitCode.fine : exitCode.foundProblem;
}

function settingsOf({
  data,
  databaseUrl,
  publicUrl,
  isPublicUrlSet,
  egressAllow,
}: DoctorFlags): Record<string, unknown> {
  return {
    ...{ data: resolve(data), database: databaseUrl === undefined ? "embedded" : "server" },
    ...{ public_url: publicUrl, public_url_set: isPublicUrlSet, egress_allow: egressAllow ?? [] },
  };
}

function bundleText(path: string): string {
  return [
    `求助文件 bundle: ${path}`,
    "没有密钥、有效签名和买家身份；交出去之前可以自己打开看一遍",
    "No keys, no valid signatures, no buyers in it; look through it before you hand it out",
  ].join("\n");
}

/** Nothing could be looked at: the reason is the only finding. */
async function closed({ text }: CommandFailure, flags: DoctorFlags, surroundings: Surroundings): Promise<ExitCode> {
  const report: InstallationReport = { findings: [notOpened(text)], inOrder: [], unknown: [everythingElse] };
  return finish({ report, facts: undefined, live: false }, { flags, surroundings, desk: undefined });
}

function notOpened({ zh, en, fixZh, fixEn }: FailureText): InstallationReport["findings"][number] {
  return {
    name: "installation-not-opened",
    severity: "money",
    confidence: "proven",
    about: wholeInstallation,
    title: { zh: "打不开这个安装的数据", en: "The data of this installation can't be opened" },
    proof: { zh, en },
    fix: fixZh === undefined || fixEn === undefined ? [] : [{ zh: fixZh, en: fixEn }],
  };
}

const everythingElse = {
  what: { zh: "其余的一切：账户、站点、设置", en: "everything else: accounts, sites, settings" },
  how: { zh: "先解决上面这个问题，再运行一次", en: "solve the problem above, then run it again" },
};
