// Moves the embedded ledger to a database server: every row of every table, as it is. The ledger stands still meanwhile, which is
// made sure of before the first row: nobody has the file open, and from then on a mark in it refuses every start. So the copy
// may be interrupted and taken up again, and what is compared at the end can't have changed.
import { existsSync } from "node:fs";
import { DedepayError } from "@dedepay/errors";
import { sql } from "kysely";
import { findMark, putMark, removeMark } from "../store/marks.ts";
import { openAdapter } from "../store/open-adapter.ts";
import { shownDatabaseUrl } from "../store/server-address.ts";
import { createSqliteAdapter } from "../store/sqlite-adapter.ts";
import { type Db, Store } from "../store/store.ts";
import { tableNames } from "../store/tables.ts";
import { noLedger } from "./back-up.ts";
import { copyTable, countRows, primaryKeyOf, sumTable } from "./copy-table.ts";
import { assertAlone, inUse } from "./embedded-file.ts";
import { OperationRefused } from "./operation-refused.ts";

export type MoveInput = {
  databaseFile: string;
  /** Of the new database, which holds no ledger yet. */
  databaseUrl: string;
  nowMs: number;
  /** A token of this move, made anew each time; kept from the first run on. */
  newToken(): string;
  onProgress?(progress: MoveProgress): void;
};

export type MoveProgress = { step: "copy" | "compare"; table: string; doneRows: number; ofRows: number };
export type MovedTable = { table: string; rows: number; checksum: string };
export type Moved = { to: string; tables: MovedTable[]; resumed: boolean };

/** Steps of the schema are made by the new database itself; marks are set by the move. */
const notCopied: readonly string[] = ["schema_steps", "ledger_marks"];

type Sides = { from: Store; to: Store };

/** Throws OperationRefused, DatabaseRefused. What was copied so far stays there, and the next run goes on from it. */
export async function moveLedger(input: MoveInput): Promise<Moved> {
  if (!existsSync(input.databaseFile)) throw noLedger(input.databaseFile);
  assertAlone(input.databaseFile);
  const from = await Store.open(createSqliteAdapter(input.databaseFile), input.nowMs, { purpose: "operation" });
  try {
    const shown = shownDatabaseUrl(input.databaseUrl);
    const to = await Store.open(openAdapter({ databaseUrl: input.databaseUrl }), input.nowMs, { purpose: "operation" });
    try {
      return await move({ from, to }, input, shown);
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

async function move({ from, to }: Sides, input: MoveInput, shown: string): Promise<Moved> {
  const { token, resumed, isComplete } = await claim({ from, to }, input, shown);
  const tables = tableNames.filter((table) => !notCopied.includes(table));
  if (!isComplete) {
    await copyAll({ from, to }, { tables, token, input });
    await copyMarks({ from, to });
  }
  const moved = await compareAll({ from, to }, tables, input);
  await to.inTransaction(async (db) => {
    await removeMark(db, "arriving");
    await putMark(db, "arrived", { detail: { token, to: shown }, setAtMs: input.nowMs });
  });
  await from.inTransaction(async (db) => {
    await putMark(db, "moved", { detail: { token, to: shown }, setAtMs: input.nowMs });
    await removeMark(db, "moving");
  });
  return { to: shown, tables: moved, resumed };
}

/** Marks both sides, or finds the marks of an earlier run of the same move. Throws OperationRefused. */
async function claim(
  { from, to }: Sides,
  input: MoveInput,
  shown: string,
): Promise<{ token: string; resumed: boolean; isComplete: boolean }> {
  const moved = await from.run((db) => findMark(db, "moved"));
  if (moved !== undefined) throw movedAlready(String(moved.detail["to"]));
  const moving = await from.run((db) => findMark(db, "moving"));
  const arriving = await to.run((db) => findMark(db, "arriving"));
  const arrived = await to.run((db) => findMark(db, "arrived"));
  const there = arriving ?? arrived;
  const token = String(moving?.detail["token"] ?? input.newToken());
  if (moving !== undefined && there?.detail["token"] === token)
    return { token, resumed: true, isComplete: arriving === undefined };
  if (there !== undefined && moving === undefined) throw occupied(shown);
  await assertEmpty(to, shown);
  const detail = { token, to: shown };
  await from.run((db) => putMark(db, "moving", { detail, setAtMs: input.nowMs }));
  await assertNobodyCameIn(from, input.databaseFile);
  await to.run((db) => putMark(db, "arriving", { detail, setAtMs: input.nowMs }));
  return { token, resumed: false, isComplete: false };
}

/** Whoever opened the file before the mark was there is still in it; whoever opens it now reads the mark. */
async function assertNobodyCameIn(from: Store, file: string): Promise<void> {
  try {
    await from.run((db) => sql`pragma journal_mode = delete`.execute(db));
  } catch (error) {
    if (!(error instanceof DedepayError)) throw error;
    await from.run((db) => removeMark(db, "moving"));
    throw inUse(file, error);
  }
}

async function assertEmpty(to: Store, shown: string): Promise<void> {
  for (const table of tableNames.filter((name) => name !== "schema_steps")) {
    if ((await to.run((db) => countRows(db, table))) > 0) throw occupied(shown);
  }
}

type Copying = { tables: readonly string[]; token: string; input: MoveInput };

async function copyAll({ from, to }: Sides, { tables, input }: Copying): Promise<void> {
  const total = await sumOf(tables, (table) => from.run((db) => countRows(db, table)));
  let before = 0;
  for (const table of tables) {
    const rows = await from.run((db) => countRows(db, table));
    await copyTable({
      ...{ from, to, table },
      onRows: (done) => input.onProgress?.({ step: "copy", table, doneRows: before + done, ofRows: total }),
    });
    before += rows;
  }
}

/** What is true of the ledger itself goes with it. */
async function copyMarks({ from, to }: Sides): Promise<void> {
  const recovery = await from.run((db) => findMark(db, "recovery"));
  if (recovery !== undefined) await to.run((db) => putMark(db, "recovery", recovery));
}

async function compareAll({ from, to }: Sides, tables: readonly string[], input: MoveInput): Promise<MovedTable[]> {
  const total = await sumOf(tables, (table) => from.run((db) => countRows(db, table)));
  const compared: MovedTable[] = [];
  let before = 0;
  for (const table of tables) {
    const key = await from.run((db) => primaryKeyOf(db, table));
    const onRows = (done: number): void =>
      input.onProgress?.({ step: "compare", table, doneRows: before + done, ofRows: total });
    const [here, there] = [await sumTable(from, { table, key, onRows }), await sumTable(to, { table, key })];
    if (here.rows !== there.rows || here.checksum !== there.checksum)
      throw new OperationRefused({
        zh: `${table} 表两边不一致（${here.rows} 行对 ${there.rows} 行）。原账本没有变动，可以用 dedepay move --cancel 放弃后照旧使用`,
        en: `Table ${table} differs (${here.rows} rows here, ${there.rows} there). The old ledger is unchanged: dedepay move --cancel, and it can be used as before`,
      });
    compared.push({ table, ...here });
    before += here.rows;
  }
  return compared;
}

async function sumOf(tables: readonly string[], count: (table: string) => Promise<number>): Promise<number> {
  let total = 0;
  for (const table of tables) total += await count(table);
  return total;
}

export type CancelInput = Pick<MoveInput, "databaseFile" | "nowMs">;

/** Gives up an unfinished move: the old ledger is used as before. What was copied stays where it is. Throws OperationRefused. */
export async function cancelMove(input: CancelInput): Promise<void> {
  if (!existsSync(input.databaseFile)) throw noLedger(input.databaseFile);
  assertAlone(input.databaseFile);
  const store = await Store.open(createSqliteAdapter(input.databaseFile), input.nowMs, { purpose: "operation" });
  try {
    const moved = await store.run((db) => findMark(db, "moved"));
    if (moved !== undefined) throw movedAlready(String(moved.detail["to"]));
    const wasMoving = await store.run((db: Db) => removeMark(db, "moving"));
    if (!wasMoving) throw new OperationRefused({ zh: "没有进行中的搬家", en: "There is no unfinished move to cancel" });
  } finally {
    await store.close();
  }
}

function movedAlready(to: string): OperationRefused {
  return new OperationRefused({
    zh: `这个账本已经搬到 ${to}`,
    en: `This ledger was moved to ${to} already`,
    fixZh: "用 DEDEPAY_DATABASE_URL 指向那里启动网关；旧文件只作备份",
    fixEn: "Start the gateway with DEDEPAY_DATABASE_URL set to it; the old file is a back-up only",
  });
}

function occupied(to: string): OperationRefused {
  return new OperationRefused({
    zh: `目标数据库里已有账本的数据：${to}`,
    en: `The target database holds a ledger's rows already: ${to}`,
    fixZh: "换一个空的数据库；如果那是放弃的搬家留下的，请先清空它",
    fixEn: "Take an empty database; where it is what a cancelled move left, empty it first",
  });
}
