// The file (or the standard input) that `dedepay diagnose` is given: whole where it is small. What is larger is a log: it goes
// by a chunk at a time, in constant memory, and only its lines about payments stay.
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { PaymentLines } from "@dedepay/doctor";
import { CommandFailure } from "../command-failure.ts";
import { exitCode } from "../exit-code.ts";
import type { Surroundings } from "../surroundings.ts";

const maxWhole = 1024 * 1024;
const chunkLength = 4 * 1024 * 1024;
const standardInput = 0;

type Screen = Pick<Surroundings, "err" | "isTerminal">;

/** What the diagnosis reads. Throws CommandFailure where the file can't be read. */
export function readEvidenceFile(file: string, screen: Screen): Uint8Array {
  if (file === "-") return readHandle(standardInput, undefined, screen);
  let handle: number;
  try {
    handle = openSync(file, "r");
  } catch (error) {
    throw cannotRead(file, error);
  }
  try {
    const facts = fstatSync(handle);
    if (facts.isDirectory()) throw cannotRead(file, new Error("a folder"));
    return readHandle(handle, facts.isFile() ? facts.size : undefined, screen);
  } finally {
    closeSync(handle);
  }
}

function readHandle(handle: number, size: number | undefined, screen: Screen): Uint8Array {
  const chunk = Buffer.alloc(chunkLength);
  let length = 0;
  for (let more = -1; more !== 0 && length <= maxWhole; length += more) {
    more = readSync(handle, chunk, length, chunkLength - length, null);
  }
  return length <= maxWhole ? chunk.subarray(0, length) : paymentLines({ handle, size, chunk, length }, screen);
}

type OpenLog = {
  readonly handle: number;
  /** Unknown of a pipe. */
  readonly size: number | undefined;
  /** Holds the first `length` bytes already. */
  readonly chunk: Buffer;
  readonly length: number;
};

function paymentLines({ handle, size, chunk, length }: OpenLog, screen: Screen): Uint8Array {
  const lines = new PaymentLines();
  const progress = progressOn(screen, size);
  for (let read = length; read > 0; read = readSync(handle, chunk)) {
    lines.push(chunk.subarray(0, read));
    progress(lines.bytesRead);
  }
  const kept = lines.bytes();
  const [megabytes, found] = [Math.round(lines.bytesRead / 1e6), lines.linesFound];
  screen.err(
    `${screen.isTerminal ? clearLine : ""}日志 ${megabytes} MB，${found} 处与支付有关，看最后 ${Math.min(found, PaymentLines.maxKept)} 处 ` +
      `${megabytes} MB of log, ${found} places about payments, the last ${Math.min(found, PaymentLines.maxKept)} are looked at\n`,
  );
  return kept;
}

const clearLine = "\r\u001b[2K";
const barWidth = 20;

/** On a terminal, one line which is written over each time its figure changes; elsewhere nothing. */
function progressOn({ err, isTerminal }: Screen, size: number | undefined): (bytes: number) => void {
  if (!isTerminal) return () => undefined;
  let shown = "";
  return (bytes) => {
    const line = size === undefined || size === 0 ? `${Math.round(bytes / 1e6)} MB` : bar(Math.min(1, bytes / size));
    if (line === shown) return;
    shown = line;
    err(`${clearLine}读取日志 reading ${line}`);
  };
}

function bar(share: number): string {
  return `${"█".repeat(Math.floor(share * barWidth)).padEnd(barWidth, "░")} ${Math.floor(share * 100)} %`;
}

export function cannotRead(file: string, cause: unknown): CommandFailure {
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
