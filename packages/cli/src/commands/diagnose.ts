// `dedepay diagnose FILE|-`: names the cause of what stands in a file or comes in on the standard input. Reads, sends nothing.
import { readFileSync } from "node:fs";
import { type DoctorContext, diagnose, diagnosisJson, renderDiagnosis } from "@dedepay/doctor";
import { CommandFailure } from "../command-failure.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Surroundings } from "../surroundings.ts";
import { cannotRead, readEvidenceFile } from "./read-evidence-file.ts";

export interface DiagnoseFlags {
  readonly lang: "zh" | "en";
  readonly context?: string;
  readonly json?: true;
}

export function diagnoseCommand(
  file: string,
  flags: DiagnoseFlags,
  surroundings: Pick<Surroundings, "out" | "err" | "isTerminal" | "nowMs">,
): ExitCode {
  const context = flags.context === undefined ? {} : readContext(flags.context);
  const diagnosis = diagnose(readEvidenceFile(file, surroundings), {
    nowMs: surroundings.nowMs(),
    ...context,
  });
  const text = flags.json
    ? `${JSON.stringify(diagnosisJson(diagnosis), undefined, 2)}\n`
    : renderDiagnosis(diagnosis, { lang: flags.lang, color: surroundings.isTerminal });
  surroundings.out(text);
  return diagnosis.findings.length === 0 ? exitCode.fine : exitCode.foundProblem;
}

function readContext(file: string): DoctorContext {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw cannotRead(file, error);
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new CommandFailure(exitCode.wrongUsage, {
    zh: `${file} 不是 JSON 对象`,
    en: `${file} is no JSON object`,
    fixZh: '内容形如 {"accounts":[{"protocol":"mapi","partner":"2088…","md5Key":"…"}],"orders":[]}',
    fixEn: 'it looks like {"accounts":[{"protocol":"mapi","partner":"2088…","md5Key":"…"}],"orders":[]}',
  });
}
