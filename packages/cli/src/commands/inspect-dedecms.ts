// `dedepay dedecms inspect DIR` and `--all LIST`: what is wrong with DedeCMS installations. Reads them, changes nothing.
import { readFileSync, writeFileSync } from "node:fs";
import {
  type Finding,
  folderFiles,
  inspectInstallation,
  needsAction,
  renderInspectionHtml,
  renderInspectionText,
} from "@dedepay/dedecms";
import { CommandFailure } from "../command-failure.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Surroundings } from "../surroundings.ts";
import { textTable } from "../terminal/text-table.ts";

export interface InspectFlags {
  readonly all?: string;
  readonly html?: string;
  readonly json?: true;
}

type Port = Pick<Surroundings, "out" | "err" | "isTerminal">;
type Inspection = { readonly folder: string; readonly findings: readonly Finding[] | undefined };

export async function inspectDedecms(
  folder: string | undefined,
  flags: InspectFlags,
  surroundings: Port,
): Promise<ExitCode> {
  if (folder === undefined && flags.all !== undefined) return inspectAll(flags.all, flags, surroundings);
  if (folder === undefined || flags.all !== undefined) throw oneOfBoth();
  const { findings } = await inspectFolder(folder);
  if (findings === undefined) throw notDedecms(folder);
  if (flags.html !== undefined) writeHtml(flags.html, renderInspectionHtml({ name: folder, findings }));
  if (flags.json === true) surroundings.out(`${JSON.stringify({ folder, findings }, undefined, 2)}\n`);
  else surroundings.out(renderInspectionText(folder, findings));
  return findings.some(needsAction) ? exitCode.foundProblem : exitCode.fine;
}

async function inspectAll(list: string, flags: InspectFlags, surroundings: Port): Promise<ExitCode> {
  const folders = readList(list);
  const inspections: Inspection[] = [];
  for (const folder of folders) {
    if (surroundings.isTerminal) surroundings.err(`\r${inspections.length + 1}/${folders.length}`);
    inspections.push(await inspectFolder(folder));
  }
  if (surroundings.isTerminal) surroundings.err("\n");
  if (flags.json === true) surroundings.out(`${JSON.stringify({ sites: inspections }, undefined, 2)}\n`);
  else surroundings.out(`${table(inspections)}\n`);
  const isFine = inspections.every(({ findings }) => findings !== undefined && !findings.some(needsAction));
  return isFine ? exitCode.fine : exitCode.foundProblem;
}

async function inspectFolder(folder: string): Promise<Inspection> {
  try {
    return { folder, findings: await inspectInstallation(folderFiles(folder)) };
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new CommandFailure(
      exitCode.wrongUsage,
      { zh: `读不了 ${folder} 中的文件（${error.code}）`, en: `cannot read the files in ${folder} (${error.code})` },
      { cause: error },
    );
  }
}

function table(inspections: readonly Inspection[]): string {
  const head = ["站点 · site", "危急 · critical", "严重 · serious", "警告 · warning", "最急 · worst"];
  return textTable([head, ...inspections.map(row)]);
}

function row({ folder, findings }: Inspection): string[] {
  if (findings === undefined) return [folder, "-", "-", "-", "不是 DedeCMS · no DedeCMS"];
  const open = findings.filter(needsAction);
  const count = (severity: string): string => String(open.filter((finding) => finding.severity === severity).length);
  return [folder, count("critical"), count("serious"), count("warning"), open[0]?.title.zh ?? "无 · none"];
}

function readList(list: string): string[] {
  try {
    const lines = readFileSync(list, "utf8").split(/\r?\n/);
    return lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    const text = { zh: `读不了 ${list}`, en: `cannot read ${list}` };
    const fix = { fixZh: "每行写一个站点的文件夹", fixEn: "one site's folder a line" };
    throw new CommandFailure(exitCode.wrongUsage, { ...text, ...fix }, { cause: error });
  }
}

function writeHtml(file: string, html: string): void {
  try {
    writeFileSync(file, html);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new CommandFailure(
      exitCode.wrongUsage,
      { zh: `写不了 ${file}`, en: `cannot write ${file}` },
      { cause: error },
    );
  }
}

function oneOfBoth(): CommandFailure {
  return new CommandFailure(exitCode.wrongUsage, {
    zh: "给一个文件夹，或用 --all 给一份清单",
    en: "give one folder, or a list with --all",
  });
}

function notDedecms(folder: string): CommandFailure {
  return new CommandFailure(exitCode.wrongUsage, {
    zh: `${folder} 中没有 DedeCMS`,
    en: `no DedeCMS in ${folder}`,
    fixZh: "给网站根目录，里面有 include/ 和 data/",
    fixEn: "give the web root, which holds include/ and data/",
  });
}
