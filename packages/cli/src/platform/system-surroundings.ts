// The real process: its streams, its clock, its signals.
import { randomBytes } from "node:crypto";
import { userInfo } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { Surroundings } from "../surroundings.ts";
import { askHidden, askLine } from "./terminal-input.ts";

export function systemSurroundings(): Surroundings {
  for (const stream of [process.stdout, process.stderr]) outliveReader(stream);
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isTerminal: process.stdout.isTTY === true,
    columns: () => process.stdout.columns,
    nowMs: Date.now,
    sleep: (ms) => sleep(ms),
    randomBytes: (length) => randomBytes(length),
    environment: (name) => process.env[name],
    machine: { node: process.versions.node, platform: process.platform, arch: process.arch },
    userName: nameOfUser(),
    ownProcess: { pid: process.pid, isAlive },
    isInputTerminal: process.stdin.isTTY === true,
    readInput: () => readAll(process.stdin),
    ask: async (question, o) => {
      if (process.stdin.isTTY !== true) return undefined;
      return o?.hidden === true ? askHidden(question) : askLine(question);
    },
    stopAsked: () =>
      new Promise((resolve) => {
        // `once`: a second Ctrl-C ends the process even if stopping hangs.
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
      }),
  };
}

/** Whoever reads may go away in the middle (`| head`). Nobody wants the rest then, and a gateway goes on all the same. */
export function outliveReader(stream: NodeJS.WritableStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

/** Signal 0 asks without hurting; another user's process may not be asked, but it is there. */
function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if (error instanceof Error && "code" in error) return error.code === "EPERM";
    throw error;
  }
}

/** A container's user may have no name. */
function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch (error) {
    if (error instanceof Error && "code" in error) return "unknown";
    throw error;
  }
}

async function readAll(stream: AsyncIterable<Buffer | string>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}
