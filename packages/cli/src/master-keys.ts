// The master keys of this moment: 64 hexadecimal digits a line, the first seals, the others still open what they sealed. From a
// file, which is looked at again so that a running process learns of a rotation, or from the environment. Never printed.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { MasterKeys } from "@dedepay/gateway";
import { CommandFailure } from "./command-failure.ts";
import { keepSecret } from "./data-folder.ts";
import { exitCode } from "./exit-code.ts";
import type { Surroundings } from "./surroundings.ts";

export interface MasterKeyChoice {
  /** Instead of `master.key` in the data folder. */
  readonly file?: string;
  /** What DEDEPAY_MASTER_KEY holds: keys parted by commas or blanks. */
  readonly given?: string | undefined;
  readonly randomBytes: (length: number) => Uint8Array;
  /** Never made anew: what is about to be opened was sealed by it. */
  readonly mustExist?: true;
}

/** From the flags and the environment of a command. */
export function masterKeyChoice(
  flags: { readonly masterKeyFile?: string },
  { environment, randomBytes }: Pick<Surroundings, "environment" | "randomBytes">,
): MasterKeyChoice {
  const { masterKeyFile: file } = flags;
  return { randomBytes, given: environment("DEDEPAY_MASTER_KEY"), ...(file !== undefined && { file }) };
}

/** Throws CommandFailure where there is none, or something else; makes one in a folder without a database. */
export function openMasterKeys(folder: string, choice: MasterKeyChoice): MasterKeys {
  if (choice.given !== undefined && choice.given.trim() !== "") {
    if (choice.file !== undefined) throw twoKeys();
    const keys = keysIn(choice.given, "DEDEPAY_MASTER_KEY");
    return () => keys;
  }
  const path = masterKeyFile(folder, choice.file);
  if (!existsSync(path)) makeKey(folder, path, choice);
  return keysOfFile(path);
}

export function masterKeyFile(folder: string, file: string | undefined): string {
  return file ?? join(folder, "master.key");
}

/** Throws CommandFailure where the text holds anything else. `where` names it. */
export function keysIn(text: string, where: string): readonly Uint8Array[] {
  const words = text.split(/[\s,]+/).filter((word) => word !== "");
  if (words.length > 0 && words.every((word) => /^[0-9a-f]{64}$/i.test(word))) {
    return words.map((word) => Buffer.from(word, "hex"));
  }
  throw new CommandFailure(exitCode.foundProblem, {
    zh: `主密钥应是 64 位十六进制数（轮换期间可有两个）：${where}`,
    en: `A master key is 64 hexadecimal digits (two keys while it is rotated): ${where} does not hold them`,
  });
}

/** Reads the file again only where it changed: this is asked before each sealing. */
function keysOfFile(path: string): MasterKeys {
  let known: { version: string; keys: readonly Uint8Array[] } | undefined;
  return () => {
    const { ino, size, mtimeMs } = statSync(path);
    const version = `${ino}:${size}:${mtimeMs}`;
    if (known?.version !== version) known = { version, keys: keysIn(readFileSync(path, "utf8"), path) };
    return known.keys;
  };
}

/** Without the key an existing database can't be read, so beside one none is made. */
function makeKey(folder: string, path: string, { file, randomBytes, mustExist }: MasterKeyChoice): void {
  const hasDatabase = (): boolean => readdirSync(folder).some((name) => /\.(db|sqlite3?)$/.test(name));
  if (mustExist || file !== undefined || hasDatabase()) {
    throw new CommandFailure(exitCode.foundProblem, {
      zh: `找不到主密钥文件：${path}`,
      en: `The master key file is missing: ${path}`,
      fixZh: "把原来的文件放回去，或用 --master-key-file 指出它的位置；没有它，已保存的密钥无法读取",
      fixEn: "Put the file back or name it with --master-key-file; without it the stored keys can't be read",
    });
  }
  keepSecret(path, () => Buffer.from(randomBytes(32)).toString("hex"));
}

function twoKeys(): CommandFailure {
  return new CommandFailure(exitCode.wrongUsage, {
    zh: "主密钥既在 DEDEPAY_MASTER_KEY 里，又用 --master-key-file 指定了文件；只能用一处",
    en: "The master key is in DEDEPAY_MASTER_KEY and also named by --master-key-file; use one of them",
  });
}
