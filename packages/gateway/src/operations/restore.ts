// Puts a back-up in the place of the embedded ledger. What is there is set aside, never deleted. The restored ledger opens in
// recovery mode, because it does not know what happened after the back-up was taken.
import { chmodSync, copyFileSync, existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { assertMasterKeyFits } from "../store/assert-master-key-fits.ts";
import { findMark, putMark, removeMark } from "../store/marks.ts";
import { type MasterKeys, Sealer } from "../store/sealer.ts";
import { createSqliteAdapter } from "../store/sqlite-adapter.ts";
import { Store } from "../store/store.ts";
import { assertAlone, assertWhole, putInPlace, removeDatabase, setAside, timeInName } from "./embedded-file.ts";
import { OperationRefused } from "./operation-refused.ts";

export type RestoreInput = {
  backupFile: string;
  databaseFile: string;
  masterKey: Uint8Array | MasterKeys;
  nowMs: number;
  /** For a file that was not made by our back-up and does not say it. */
  takenAtMs?: number;
};

export type Restored = { takenAtMs: number; payments: number; setAside: string | undefined };

/** Throws OperationRefused; SealBroken where the master key is not the back-up's. Nothing was changed then. */
export async function restore(input: RestoreInput): Promise<Restored> {
  const { backupFile, databaseFile, nowMs } = input;
  if (!existsSync(backupFile))
    throw new OperationRefused({
      zh: `没有这个备份文件：${backupFile}`,
      en: `There is no such back-up: ${backupFile}`,
    });
  const coming = `${databaseFile}.restoring`;
  mkdirSync(dirname(databaseFile), { recursive: true, mode: 0o700 });
  removeDatabase(coming);
  try {
    copyFileSync(backupFile, coming);
    chmodSync(coming, 0o600);
    assertWhole(coming);
    const prepared = await prepare(coming, input);
    let aside: string | undefined;
    if (existsSync(databaseFile)) {
      assertAlone(databaseFile);
      aside = setAside(databaseFile, `replaced-${timeInName(nowMs)}`);
    }
    putInPlace(coming, databaseFile);
    return { ...prepared, setAside: aside };
  } finally {
    removeDatabase(coming);
  }
}

async function prepare(file: string, input: RestoreInput): Promise<{ takenAtMs: number; payments: number }> {
  const store = await Store.open(createSqliteAdapter(file), input.nowMs, { purpose: "operation" });
  try {
    await assertMasterKeyFits(store, new Sealer(input.masterKey, { bytes: (count) => new Uint8Array(count) }));
    const takenAtMs = (await store.run((db) => findMark(db, "backup")))?.setAtMs ?? input.takenAtMs;
    if (takenAtMs === undefined) throw ageUnknown(input.backupFile);
    return await store.inTransaction(async (db) => {
      for (const name of ["backup", "moving", "moved", "arriving", "arrived"] as const) await removeMark(db, name);
      await putMark(db, "recovery", {
        detail: { backupAtMs: takenAtMs, restoredAtMs: input.nowMs },
        setAtMs: input.nowMs,
      });
      const { count } = await db
        .selectFrom("payments")
        .select((eb) => eb.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      return { takenAtMs, payments: Number(count) };
    });
  } finally {
    await store.close();
  }
}

function ageUnknown(file: string): OperationRefused {
  return new OperationRefused({
    zh: `${file} 不是由 dedepay backup 制作的，看不出它是什么时候的`,
    en: `${file} was not made by dedepay backup and does not say from when it is`,
    fixZh:
      "如果确定它是账本的完整副本，用 --taken-at 说明它的时间，例如 --taken-at 2026-01-02T03:04:05+08:00（宁早勿晚）",
    fixEn:
      "Where it is a full copy of the ledger for certain, give its time with --taken-at 2026-01-02T03:04:05+08:00 (rather too early)",
  });
}
