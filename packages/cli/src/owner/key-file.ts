// The master key's file during a rotation. At every moment it opens everything: the new key is written above the old one in one
// step, and the old one goes at the very end. One rotation at a time: a lock beside the file names the process.
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { CommandFailure } from "../command-failure.ts";
import { exitCode } from "../exit-code.ts";
import { keysIn } from "../master-keys.ts";

export interface OwnProcess {
  readonly pid: number;
  readonly isAlive: (pid: number) => boolean;
}

export class KeyFile {
  readonly path: string;
  readonly #lock: string;
  #sealing = "";

  constructor(path: string) {
    this.path = path;
    this.#lock = `${path}.lock`;
  }

  /** Throws CommandFailure while another rotation is at work; the lock of one that died is taken over. */
  lock(own: OwnProcess): void {
    if (takeLock(this.#lock, own)) return;
    const holder = Number(readFileSync(this.#lock, "utf8"));
    if (own.isAlive(holder)) throw underWay(holder, this.#lock);
    rmSync(this.#lock, { force: true });
    if (!takeLock(this.#lock, own)) throw underWay(holder, this.#lock);
  }

  unlock(): void {
    rmSync(this.#lock, { force: true });
  }

  /** Both keys in the file, the new one first. False: an earlier rotation had begun, and goes on. */
  begin(make: () => string): boolean {
    const present = this.#keys();
    const isUnderWay = present.length > 1;
    if (!isUnderWay) this.#write([make(), ...present]);
    this.#sealing = this.#keys()[0] ?? "";
    return !isUnderWay;
  }

  /** Only the key under which everything was seen to be sealed. Throws CommandFailure where another one stands above it. */
  finish(): void {
    const [first] = this.#keys();
    if (first === undefined || first !== this.#sealing) throw changed(this.path);
    this.#write([first]);
  }

  #keys(): string[] {
    const keys = keysIn(readFileSync(this.path, "utf8"), this.path);
    return keys.map((key) => Buffer.from(key).toString("hex"));
  }

  /** On disk before it counts: a key that is lost in a power cut takes every secret with it. */
  #write(keys: readonly string[]): void {
    const beside = `${this.path}.new`;
    const file = openSync(beside, "w", 0o600);
    try {
      writeSync(file, `${keys.join("\n")}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, this.path);
    const folder = openSync(dirname(this.path), "r");
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  }
}

function takeLock(path: string, own: OwnProcess): boolean {
  try {
    const file = openSync(path, "wx", 0o600);
    writeSync(file, `${own.pid}\n`);
    closeSync(file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function underWay(pid: number, lock: string): CommandFailure {
  return new CommandFailure(exitCode.foundProblem, {
    zh: `另一个轮换正在进行（进程 ${pid}）`,
    en: `Another rotation is at work (process ${pid})`,
    fixZh: `等它结束；如果那个进程不是 dedepay，删除 ${lock} 再试`,
    fixEn: `Wait for it; where that process is no dedepay, delete ${lock} and try again`,
  });
}

function changed(path: string): CommandFailure {
  return new CommandFailure(exitCode.foundProblem, {
    zh: `轮换期间 ${path} 被改动，旧密钥保留；请再运行一次`,
    en: `${path} was changed during the rotation; the old keys are kept. Run this again`,
  });
}
