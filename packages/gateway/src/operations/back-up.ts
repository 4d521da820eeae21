// Copies the embedded ledger as it is at one moment, while gateways go on writing to it; checks the copy before it gets its name.
// The master key is not in it: a back-up that is lost gives no key away, and one without its key can't be used.
import { chmodSync, existsSync, mkdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { openSqlite } from "../platform/open-sqlite.ts";
import { sizeOf, vacuumInto } from "../platform/vacuum-into.ts";
import { type MarkName, putMark } from "../store/marks.ts";
import { createSqliteAdapter } from "../store/sqlite-adapter.ts";
import { Store } from "../store/store.ts";
import { assertWhole, putInPlace, removeDatabase, timeInName } from "./embedded-file.ts";
import { OperationRefused } from "./operation-refused.ts";

const markOfNewest: MarkName = "backed_up";
const noteTimeoutMs = 2000;

export type BackUpInput = {
  databaseFile: string;
  /** A file that does not exist yet, or a folder, which gets a file named for the time. */
  target: string;
  nowMs: number;
  onProgress?(doneBytes: number, ofBytes: number): void;
};

export type BackUp = { file: string; bytes: number; takenAtMs: number; payments: number };

/** Throws OperationRefused. */
export async function backUp(input: BackUpInput): Promise<BackUp> {
  const { databaseFile, nowMs } = input;
  if (!existsSync(databaseFile)) throw noLedger(databaseFile);
  const file = fileOf(input);
  if (existsSync(file))
    throw new OperationRefused({
      zh: `文件已存在，不会覆盖：${file}`,
      en: `The file is there and is not overwritten: ${file}`,
    });
  const partial = `${file}.partial`;
  removeDatabase(partial);
  try {
    await copy(input, partial);
    chmodSync(partial, 0o600);
    assertWhole(partial);
    const payments = await mark(partial, nowMs);
    putInPlace(partial, file);
    noteInLedger(databaseFile, nowMs);
    return { file, bytes: sizeOf(file), takenAtMs: nowMs, payments };
  } finally {
    removeDatabase(partial);
  }
}

async function copy({ databaseFile, onProgress }: BackUpInput, partial: string): Promise<void> {
  const ofBytes = sizeOf(databaseFile) + sizeOf(`${databaseFile}-wal`);
  try {
    await vacuumInto({ file: databaseFile, target: partial, onBytes: (bytes) => onProgress?.(bytes, ofBytes) });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new OperationRefused(
      {
        zh: `备份没有完成：${error.message}`,
        en: `The back-up was not finished: ${error.message}`,
        fixZh: "检查目标磁盘的剩余空间和文件夹的权限",
        fixEn: "Look at the free space of the target's disk and at the folder's permissions",
      },
      error,
    );
  }
}

/** Says in the copy when it was taken: restoring it depends on that. Answers how many payments it holds. */
async function mark(partial: string, takenAtMs: number): Promise<number> {
  const store = await Store.open(createSqliteAdapter(partial), takenAtMs, { purpose: "operation" });
  try {
    await store.run((db) => putMark(db, "backup", { detail: {}, setAtMs: takenAtMs }));
    const counted = await store.run((db) =>
      db
        .selectFrom("payments")
        .select((eb) => eb.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow(),
    );
    return Number(counted.count);
  } finally {
    await store.close();
  }
}

/**
 * So that the doctor can say how old the newest back-up is. By one statement that is not kept, because the driver of Node 20 holds
 * a file open for those. A ledger that can't take the note (full, locked, an older version's) is backed up all the same.
 */
function noteInLedger(databaseFile: string, takenAtMs: number): void {
  const file = openSqlite(databaseFile);
  try {
    file.exec(`pragma busy_timeout = ${noteTimeoutMs}`);
    file.exec(
      `insert into ledger_marks (name, detail_json, set_at_ms) values ('${markOfNewest}', '{}', ${Math.floor(takenAtMs)})
       on conflict (name) do update set set_at_ms = excluded.set_at_ms`,
    );
  } catch (error) {
    if (!(error instanceof Error && "errcode" in error)) throw error;
  } finally {
    file.close();
  }
}

function fileOf({ target, nowMs }: BackUpInput): string {
  const path = resolve(target);
  const isFolder = /[/\\]$/.test(target) || statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isFolder) return path;
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return join(path, `dedepay-${timeInName(nowMs)}.db`);
}

export function noLedger(databaseFile: string): OperationRefused {
  return new OperationRefused({
    zh: `这里没有内置数据库：${databaseFile}`,
    en: `There is no embedded database here: ${databaseFile}`,
    fixZh: "用 --data 指出数据文件夹；数据库服务器请用它自己的备份工具（mariadb-dump、pg_dump）",
    fixEn:
      "Name the data folder with --data; a database server is backed up with its own tools (mariadb-dump, pg_dump)",
  });
}
