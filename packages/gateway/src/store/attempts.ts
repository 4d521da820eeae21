// Attempts, found by our id or by what Alipay calls them, and the envelopes that left with a buyer.
import { groupedBy, inOrder, type Update } from "./each-its-own.ts";
import { insertIfAbsent } from "./insert-if-absent.ts";
import { type Pair, pairIn, pairKey } from "./pairs.ts";
import type { Db } from "./store.ts";
import type { AttemptsTable, EnvelopesTable } from "./tables/attempts.ts";
import { readTogether, together } from "./together.ts";
import { updateRows } from "./update-rows.ts";

/** False where (pid, out_trade_no) is taken. */
export async function insertAttempt(db: Db, attempt: AttemptsTable): Promise<boolean> {
  return insertIfAbsent(db, "attempts", attempt);
}

export const findAttempt: (db: Db, attemptId: string) => Promise<AttemptsTable | undefined> = readTogether(
  async (db, ids) => {
    const rows = await db.selectFrom("attempts").selectAll().where("id", "in", ids).execute();
    return inOrder(ids, rows, ({ id }) => id);
  },
);

export function findAttemptByOutTradeNo(db: Db, pid: string, outTradeNo: string): Promise<AttemptsTable | undefined> {
  return findByNumber(db, { pid, outTradeNo });
}

export type TradeNumber = Pick<AttemptsTable, "pid" | "outTradeNo">;

const findByNumber: (db: Db, number: TradeNumber) => Promise<AttemptsTable | undefined> = readTogether(
  async (db, numbers) => {
    const pairs = numbers.map(({ pid, outTradeNo }): Pair => [pid, outTradeNo]);
    const rows = await db
      .selectFrom("attempts")
      .selectAll()
      .where(pairIn(db, ["pid", "outTradeNo"], pairs))
      .execute();
    const key = ({ pid, outTradeNo }: TradeNumber): string => pairKey(pid, outTradeNo);
    return inOrder(numbers.map(key), rows, key);
  },
);

export const listAttempts: (db: Db, paymentId: string) => Promise<AttemptsTable[]> = readTogether(async (db, ids) => {
  const rows = await db.selectFrom("attempts").selectAll().where("paymentId", "in", ids).orderBy("sequence").execute();
  return groupedBy(ids, rows, (row) => row.paymentId);
});

export type AttemptChanges = Partial<
  Pick<AttemptsTable, "state" | "tradeNo" | "qrCode" | "qrValidUntilMs" | "openedAtMs">
>;

export async function updateAttempt(db: Db, attemptId: string, changes: AttemptChanges): Promise<void> {
  await writeUpdate(db, { id: attemptId, changes });
}

/** Alipay's number is unique at Alipay; an account of a simulator may bear one that is real elsewhere. */
export async function findAttemptsByTradeNo(db: Db, tradeNo: string): Promise<AttemptsTable[]> {
  return db.selectFrom("attempts").selectAll().where("tradeNo", "=", tradeNo).limit(10).execute();
}

const writeUpdate: (db: Db, update: Update<AttemptChanges>) => Promise<void> = together(async (db, updates) => {
  const [only, another] = updates;
  if (only !== undefined && another === undefined)
    await db.updateTable("attempts").set(only.changes).where("id", "=", only.id).execute();
  else await updateRows(db, "attempts", updates);
  return updates.map(() => undefined);
});

/** Keeps the first envelope of an attempt and the newest ones, `most` in all: a refreshed page must not fill the disk. */
export async function insertEnvelope(db: Db, envelope: EnvelopesTable, most: number): Promise<void> {
  await db.insertInto("envelopes").values(envelope).execute();
  const kept = await db
    .selectFrom("envelopes")
    .select("id")
    .where("attemptId", "=", envelope.attemptId)
    .orderBy("createdAtMs")
    .orderBy("id")
    .execute();
  const surplus = kept.slice(1, 1 + Math.max(0, kept.length - most)).map((row) => row.id);
  if (surplus.length > 0) await db.deleteFrom("envelopes").where("id", "in", surplus).execute();
}

export type OpenedAttempt = Pick<AttemptsTable, "paymentId" | "tradeNo"> & {
  openedAtMs: number;
  /** When Alipay was asked about its payment last, and since when there is no clear answer. */
  lastAtMs: number | null;
  unknownSinceMs: number | null;
};

/** Attempts with which a buyer left for Alipay since a moment, oldest first. A QR code is shown by us: nobody leaves. */
export async function listOpenedAttempts(db: Db, o: { accountId: string; sinceMs: number }): Promise<OpenedAttempt[]> {
  const rows = await db
    .selectFrom("attempts")
    .innerJoin("queries", "queries.paymentId", "attempts.paymentId")
    .select(["attempts.paymentId", "attempts.tradeNo", "attempts.openedAtMs"])
    .select(["queries.lastAtMs", "queries.unknownSinceMs"])
    .where("attempts.accountId", "=", o.accountId)
    .where("attempts.openedAtMs", ">=", o.sinceMs)
    .where("attempts.product", "!=", "qr")
    .orderBy("attempts.openedAtMs")
    .orderBy("attempts.id")
    .execute();
  return rows.map((row) => ({ ...row, openedAtMs: row.openedAtMs ?? 0 }));
}
