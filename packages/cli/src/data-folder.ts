// The one folder in which a process keeps what it must find again: the database's folder, the master key, the admin token.
// Files with secrets are readable by their owner only. It must never print what it reads.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { CommandFailure } from "./command-failure.ts";
import { exitCode } from "./exit-code.ts";

export interface KeptSecret {
  readonly text: string;
  readonly path: string;
  /** True when this start made it: the time to show it, once. */
  readonly isNew: boolean;
}

export function openDataFolder(folder: string): string {
  const path = resolve(folder);
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    writeFileSync(join(path, ".gitignore"), "*\n");
  } catch (error) {
    throw unusable(path, error);
  }
  return path;
}

/** The text kept in `path`, made and written on first use. */
export function keepSecret(path: string, make: () => string): KeptSecret {
  try {
    if (existsSync(path)) return { text: readFileSync(path, "utf8").trim(), path, isNew: false };
    const text = make();
    writeFileSync(path, `${text}\n`, { mode: 0o600, flag: "wx" });
    return { text, path, isNew: true };
  } catch (error) {
    throw unusable(path, error);
  }
}

function unusable(path: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === undefined) return error;
  return new CommandFailure(
    exitCode.foundProblem,
    {
      zh: `数据文件夹不能用：${path}(${code})`,
      en: `The data folder can't be used: ${path} (${code})`,
      fixZh: "换一个文件夹：--data <folder>，或检查它的权限",
      fixEn: "Choose another folder with --data <folder>, or check its permissions",
    },
    { cause: error },
  );
}
