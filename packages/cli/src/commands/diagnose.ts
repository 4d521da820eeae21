// `dedepay diagnose FILE|-`: names the cause of what stands in a file or comes in on the standard input. Reads, sends nothing.
import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { type DoctorContext, diagnose, diagnosisJson, renderDiagnosis } from "@dedepay/doctor";
import { CommandFailure } from "../command-failure.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Surroundings } from "../surroundings.ts";

export interface DiagnoseFlags {
  readonly lang: "zh" | "en";
  readonly context?: string;
  readonly json?: true;
}

// The doctor reads about a megabyte of one piece; more is not loaded.
const maxBytes = 2 * 1024 * 1024;

export function diagnoseCommand(
  file: string,
  flags: DiagnoseFlags,
  surroundings: Pick<Surroundings, "out" | "isTerminal" | "nowMs">,
): ExitCode {
  const context = flags.context === undefined ? {} : readContext(flags.context);
  const diagnosis = diagnose(readBeginning(file), { nowMs: surroundings.nowMs(), ...context });
  const text = flags.json
    ? `${JSON.stringify(diagnosisJson(diagnosis), undefined, 2)}\n`
    : renderDiagnosis(diagnosis, { lang: flags.lang, color: surroundings.isTerminal });
  surroundings.out(text);
  return diagnosis.findings.length === 0 ? exitCode.fine : exitCode.foundProblem;
}

function readBeginning(file: string): Uint8Array {
  if (file === "-") return readFileSync(0);
  let handle: number;
  try {
    handle = openSync(file, "r");
  } catch (error) {
    throw cannotRead(file, error);
  }
  try {
    if (fstatSync(handle).isDirectory()) throw cannotRead(file, new Error("a folder"));
    const bytes = Buffer.alloc(maxBytes);
    const length = readSync(handle, bytes, 0, maxBytes, 0);
    return bytes.subarray(0, length);
  } finally {
    closeSync(handle);
  }
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

function cannotRead(file: string, cause: unknown): CommandFailure {
  return new CommandFailure(
    exitCode.wrongUsage,
    {
      zh: `读不了 ${file}`,
      en: `cannot read ${file}`,
      fixZh: "检查路径，或用 - 从标准输入读取",
      fixEn: "check the path, or use - for the standard input",
    },
    { cause },
  );
}
