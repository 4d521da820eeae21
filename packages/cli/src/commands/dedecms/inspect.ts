// `dedepay dedecms inspect DIR` and `--all LIST`: what is wrong with DedeCMS installations. Reads them, changes nothing.
import { readFileSync, writeFileSync } from "node:fs";
import {
  examineInstallation,
  type Finding,
  needsAction,
  renderInspectionHtml,
  renderInspectionText,
  renderManyHtml,
  type SiteInspection,
  summarise,
} from "@dedepay/dedecms";
import { CommandFailure } from "../../command-failure.ts";
import { type ExitCode, exitCode } from "../../exit-code.ts";
import type { Surroundings } from "../../surroundings.ts";
import { progressBar } from "../../terminal/progress-bar.ts";
import { textTable } from "../../terminal/text-table.ts";
import type { GatewayPlace } from "../../with-gateway.ts";
import { type ReadShopOptions, readShop } from "./read-shop.ts";
import { type ContractFlags, siteContracts } from "./site-contracts.ts";
import type { DatabaseFlags } from "./site-database.ts";

export interface InspectFlags extends DatabaseFlags, ContractFlags {
  readonly all?: string;
  readonly html?: string;
  readonly json?: true;
}

type Port = Pick<Surroundings, "out" | "err" | "isTerminal" | "nowMs"> & GatewayPlace["surroundings"];

export async function inspectDedecms(path: string | undefined, flags: InspectFlags, port: Port): Promise<ExitCode> {
  if (path === undefined && flags.all !== undefined) return inspectAll(flags.all, flags, port);
  if (path === undefined || flags.all !== undefined) throw oneOfBoth();
  const contractsOf = await siteContracts(flags, port);
  const bar = progressBar(port);
  const progress = (share: number): void =>
    bar.update({ what: path, done: Math.round(share * 100), of: 100, unit: "%" });
  const reading = inspectShop(path, { flags, contractsOf, nowMs: port.nowMs(), progress });
  const findings = await reading.finally(() => bar.end());
  if (flags.html !== undefined) writePage(flags.html, renderInspectionHtml({ name: path, findings }));
  if (flags.json === true) port.out(`${JSON.stringify({ folder: path, findings }, undefined, 2)}\n`);
  else port.out(renderInspectionText(path, findings));
  return findings.some(needsAction) ? exitCode.foundProblem : exitCode.fine;
}

async function inspectAll(list: string, flags: InspectFlags, port: Port): Promise<ExitCode> {
  const paths = readList(list);
  const contractsOf = await siteContracts(flags, port);
  const bar = progressBar(port);
  const sites: SiteInspection[] = [];
  for (const path of paths) {
    const progress = (share: number): void =>
      bar.update({
        what: `${path} ${Math.round(share * 100)}%`,
        stage: "sites",
        done: sites.length,
        of: paths.length,
        unit: "站 sites",
      });
    progress(0);
    const options = { flags, contractsOf, nowMs: port.nowMs(), progress };
    sites.push(await inspectOneOfMany(path, options));
  }
  bar.end();
  if (flags.html !== undefined) writePage(flags.html, renderManyHtml(sites));
  if (flags.json === true) port.out(`${JSON.stringify({ sites: sites.map(siteJson) }, undefined, 2)}\n`);
  else port.out(`${table(sites)}\n`);
  const isFine = sites.every(({ findings }) => findings !== undefined && !findings.some(needsAction));
  return isFine ? exitCode.fine : exitCode.foundProblem;
}

async function inspectShop(path: string, options: ReadShopOptions): Promise<readonly Finding[]> {
  return examineInstallation((await readShop(path, options)).installation);
}

/** One site which can't be read must not keep the others from being looked at. */
async function inspectOneOfMany(path: string, options: ReadShopOptions): Promise<SiteInspection> {
  try {
    return { name: path, findings: await inspectShop(path, options) };
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    return { name: path, findings: undefined, trouble: { zh: error.text.zh, en: error.text.en } };
  }
}

function siteJson({ name, findings, trouble }: SiteInspection): object {
  return { folder: name, ...(findings === undefined ? { error: trouble } : { findings }) };
}

function table(sites: readonly SiteInspection[]): string {
  const head = ["站点 · site", "危急 · critical", "严重 · serious", "警告 · warning", "最急 · worst"];
  return textTable([head, ...sites.map(row)]);
}

function row({ name, findings, trouble }: SiteInspection): string[] {
  if (findings === undefined) return [name, "-", "-", "-", `${trouble?.zh} · ${trouble?.en}`];
  const { critical, serious, warning, worst } = summarise(findings);
  return [name, String(critical), String(serious), String(warning), worst?.title.zh ?? "无 · none"];
}

function readList(list: string): string[] {
  try {
    const lines = readFileSync(list, "utf8").split(/\r?\n/);
    return lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    const text = { zh: `读不了 ${list}`, en: `cannot read ${list}` };
    const fix = {
      fixZh: "每行写一个站点的文件夹或压缩包，# 开头的行不算",
      fixEn: "one site's folder or archive a line; lines which begin with # do not count",
    };
    throw new CommandFailure(exitCode.wrongUsage, { ...text, ...fix }, { cause: error });
  }
}

function writePage(file: string, html: string): void {
  try {
    writeFileSync(file, html);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    const text = { zh: `写不了 ${file}`, en: `cannot write ${file}` };
    throw new CommandFailure(exitCode.wrongUsage, text, { cause: error });
  }
}

function oneOfBoth(): CommandFailure {
  return new CommandFailure(exitCode.wrongUsage, {
    zh: "给一个文件夹或压缩包，或用 --all 给一份清单",
    en: "give one folder or archive, or a list with --all",
  });
}
