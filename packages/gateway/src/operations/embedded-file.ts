// The file of the embedded database as a thing on the disk: is it a ledger, is it whole, does anybody have it open, and how it
// is put in its place so that a power cut leaves either the old or the new.
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { openSqlite, type SqliteFile } from "../platform/open-sqlite.ts";
import { OperationRefused } from "./operation-refused.ts";

const busyCode = 5;
const companions: readonly string[] = ["-wal", "-shm", "-journal"];

/** Throws OperationRefused where the file is no database, is damaged, or is not one of ours. */
export function assertWhole(file: string): void {
  const found = problemOf(file);
  if (found === undefined) return;
  throw new OperationRefused({
    zh: `${file} 不能用作账本：${found.zh}`,
    en: `${file} can't be used as a ledger: ${found.en}`,
    fixZh: "换一个备份文件；不要编辑备份，也不要用 FTP 的文本模式传输它",
    fixEn: "Take another back-up; a back-up is neither edited nor transferred in FTP's text mode",
  });
}

function problemOf(file: string): { zh: string; en: string } | undefined {
  let database: SqliteFile | undefined;
  try {
    database = openSqlite(file);
    const [first] = database.prepare("pragma integrity_check(1)").all() as { integrity_check?: unknown }[];
    if (first?.integrity_check !== "ok") return { zh: "完整性检查失败", en: "its integrity check fails" };
    const tables = database.prepare("select name from sqlite_master where name in ('schema_steps', 'payments')").all();
    return tables.length === 2 ? undefined : { zh: "它不是 dedepay 的账本", en: "it is no ledger of dedepay's" };
  } catch (error) {
    if (errcodeOf(error) === undefined) throw error;
    return { zh: `它不是完好的数据库（${errcodeOf(error)}）`, en: `it is no sound database (${errcodeOf(error)})` };
  } finally {
    database?.close();
  }
}

/**
 * Nobody else has the file open: leaving write-ahead mode needs every other connection gone. Also brings everything that
 * was written ahead into the file itself. A damaged file passes: nobody can be using it.
 * Throws OperationRefused.
 */
export function assertAlone(file: string): void {
  let database: SqliteFile | undefined;
  try {
    database = openSqlite(file);
    database.exec("pragma busy_timeout = 500");
    database.exec("pragma journal_mode = delete");
  } catch (error) {
    const code = errcodeOf(error);
    if (code === undefined) throw error;
    if ((code & 0xff) !== busyCode) return;
    throw inUse(file, error);
  } finally {
    database?.close();
  }
}

export function inUse(file: string, cause: unknown): OperationRefused {
  return new OperationRefused(
    {
      zh: `${file} 正被一个运行中的网关使用`,
      en: `A running gateway uses ${file}`,
      fixZh: "先停止所有使用它的网关（systemctl stop dedepay，或 Ctrl-C），再运行一次",
      fixEn: "Stop every gateway that uses it (systemctl stop dedepay, or Ctrl-C), then run this again",
    },
    cause,
  );
}

function errcodeOf(error: unknown): number | undefined {
  return error instanceof Error && "errcode" in error && typeof error.errcode === "number" ? error.errcode : undefined;
}

/** Everything of `from` is on the disk before it takes the name `to`. */
export function putInPlace(from: string, to: string): void {
  syncPath(from);
  renameSync(from, to);
  syncPath(dirname(to));
}

/** Moves a database out of the way, with what belongs to it. Answers its new name. */
export function setAside(file: string, suffix: string): string {
  for (const end of ["", ...companions]) {
    if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${file}.${suffix}${end}`);
  }
  syncPath(dirname(file));
  return `${file}.${suffix}`;
}

export function removeDatabase(file: string): void {
  for (const end of ["", ...companions]) rmSync(`${file}${end}`, { force: true });
}

function syncPath(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** 20260102T030405Z: sorts by time, and every file system takes it. */
export function timeInName(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d+/g, "");
}
