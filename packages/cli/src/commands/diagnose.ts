// `dedepay diagnose FILE|-`: names the cause of what stands in a file or comes in on the standard input. Reads, sends nothing.
import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { type DoctorContext, diagnose, diagnosisJson, PaymentLines, renderDiagnosis } from "@dedepay/doctor";
import { CommandFailure } from "../command-failure.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Surroundings } from "../surroundings.ts";

export interface DiagnoseFlags {
  readonly lang: "zh" | "en";
  readonly context?: string;
  readonly json?: true;
}

// What is larger is a log: only its lines about payments are read, a chunk at a time.
const maxWhole = 1024 * 1024;
const chunkLength = 4 * 1024 * 1024;

export function diagnoseCommand(
  file: string,
  flags: DiagnoseFlags,
  surroundings: Pick<Surroundings, "out" | "err" | "isTerminal" | "nowMs">,
): ExitCode {
  const context = flags.context === undefined ? {} : readContext(flags.context);
  const diagnosis = diagnose(readEvidenceFile(file, progressOf(surroundings)), {
    nowMs: surroundings.nowMs(),
    ...context,
  });
  const text = flags.json
    ? `${JSON.stringify(diagnosisJson(diagnosis), undefined, 2)}\n`
    : renderDiagnosis(diagnosis, { lang: flags.lang, color: surroundings.isTerminal });
  surroundings.out(text);
  return diagnosis.findings.length === 0 ? exitCode.fine : exitCode.foundProblem;
}

function readEvidenceFile(file: string, progress: (share: number) => void): Uint8Array {
  if (file === "-") return readFileSync(0);
  let handle: number;
  try {
    handle = openSync(file, "r");
  } catch (error) {
    throw cannotRead(file, error);
  }
  try {
    const facts = fstatSync(handle);
    if (facts.isDirectory()) throw cannotRead(file, new Error("a folder"));
    return facts.size <= maxWhole ? readFileSync(handle) : paymentLines({ handle, size: facts.size, progress });
  } finally {
    closeSync(handle);
  }
}

function paymentLines(log: { handle: number; size: number; progress: (share: number) => void }): Uint8Array {
  const { handle, size, progress } = log;
  const lines = new PaymentLines();
  const chunk = Buffer.alloc(chunkLength);
  let done = 0;
  for (let length = readSync(handle, chunk); length > 0; length = readSync(handle, chunk)) {
    lines.push(chunk.subarray(0, length));
    done += length;
    progress(done / size);
  }
  return lines.bytes();
}

/** On a terminal, one line which is written over; elsewhere nothing. */
function progressOf({ err, isTerminal }: Pick<Surroundings, "err" | "isTerminal">): (share: number) => void {
  if (!isTerminal) return () => undefined;
  const clearLine = "\r\u001b[2K";
  return (share) => {
    const percent = Math.min(100, Math.floor(share * 100));
    err(
      percent === 100
        ? clearLine
        : `${clearLine}读取日志 reading ${"█".repeat(Math.floor(percent / 5)).padEnd(20, "░")} ${percent} %`,
    );
  };
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
