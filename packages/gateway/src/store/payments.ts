// Payments. Their state is written only as a decision of the machine, with a compare-and-set on the version.

import { inOrder, type Update } from "./each-its-own.ts";
import { insertIfAbsent } from "./insert-if-absent.ts";
import { olderThan } from "./older-than.ts";
import { pairIn, pairKey } from "./pairs.ts";
import { type Db, StaleVersion } from "./store.ts";
import type { PaymentsTable } from "./tables/payments.ts";
import { readTogether, together } from "./together.ts";
import { updateRows } from "./update-rows.ts";

/** False where the site's order number is taken. */
export async function insertPayment(db: Db, payment: PaymentsTable): Promise<boolean> {
  return insertIfAbsent(db, "payments", payment);
}

export const findPayment: (db: Db, paymentId: string) => Promise<PaymentsTable | undefined> = readTogether(
  async (db, ids) => {
    const rows = await db.selectFrom("payments").selectAll().where("id", "in", ids).execute();
    return inOrder(ids, rows, ({ id }) => id);
  },
);

export function findPaymentByOrderNo(db: Db, siteId: string, orderNo: string): Promise<PaymentsTable | undefined> {
  return findByNumber(db, { siteId, orderNo });
}

type OrderNumber = Pick<PaymentsTable, "siteId" | "orderNo">;

const findByNumber: (db: Db, number: OrderNumber) => Promise<PaymentsTable | undefined> = readTogether(
  async (db, numbers) => {
    const rows = await db
      .selectFrom("payments")
      .selectAll()
      .where(
        pairIn(
          db,
          ["siteId", "orderNo"],
          numbers.map(({ siteId, orderNo }) => [siteId, orderNo]),
        ),
      )
      .execute();
    const key = ({ siteId, orderNo }: OrderNumber): string => pairKey(siteId, orderNo);
    return inOrder(numbers.map(key), rows, key);
  },
);

/** By the number that the sites gave their orders: each site counts for itself. */
export async function findPaymentsOfOrder(
  db: Db,
  siteIds: readonly string[],
  orderNo: string,
): Promise<PaymentsTable[]> {
  if (siteIds.length === 0) return [];
  return db
    .selectFrom("payments")
    .selectAll()
    .where("siteId", "in", siteIds)
    .where("orderNo", "=", orderNo)
    .orderBy("id")
    .execute();
}

/** The sites' own numbers of these payments. */
export async function listOrderNumbers(
  db: Db,
  paymentIds: readonly string[],
): Promise<Pick<PaymentsTable, "id" | "orderNo">[]> {
  if (paymentIds.length === 0) return [];
  return db.selectFrom("payments").select(["id", "orderNo"]).where("id", "in", paymentIds).execute();
}

/** Of one site, newest first, those before a position. */
export async function listPaymentRows(
  db: Db,
  o: {
    siteId: string;
    states: readonly string[] | undefined;
    before: { createdAtMs: number; id: string } | undefined;
    limit: number;
  },
): Promise<PaymentsTable[]> {
  const { before, states } = o;
  if (states?.length === 0) return [];
  let query = db.selectFrom("payments").selectAll().where("siteId", "=", o.siteId);
  if (states !== undefined) query = query.where("state", "in", states);
  if (before !== undefined) query = query.where(olderThan("createdAtMs", before));
  return query.orderBy("createdAtMs", "desc").orderBy("id", "desc").limit(o.limit).execute();
}

/** What a site has to ship, paid into escrow and not known to be shipped: physical goods, and virtual ones left to it. The newest. */
export async function listPaymentsToShip(db: Db, siteId: string, limit: number): Promise<PaymentsTable[]> {
  return db
    .selectFrom("payments")
    .selectAll()
    .where("siteId", "=", siteId)
    .where("state", "=", "escrow_paid")
    .where((eb) =>
      eb.or([
        eb("goods", "=", "physical"),
        eb.exists(
          eb
            .selectFrom("incidents")
            .select("incidents.id")
            .whereRef("incidents.paymentId", "=", "payments.id")
            .where("incidents.cause", "=", "virtual-goods-await-seller"),
        ),
      ]),
    )
    .orderBy("createdAtMs", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
}

/** Of one site in the order of their ids, those after one. */
export async function listPaymentsById(
  db: Db,
  o: { siteId: string; after: string; limit: number },
): Promise<PaymentsTable[]> {
  return db
    .selectFrom("payments")
    .selectAll()
    .where("siteId", "=", o.siteId)
    .where("id", ">", o.after)
    .orderBy("id")
    .limit(o.limit)
    .execute();
}

/** Unpaid payments of a site, made in this time, that somebody opened at Alipay; the newest. */
export async function listOpenedPayments(
  db: Db,
  siteId: string,
  o: { fromMs: number; toMs: number; limit: number },
): Promise<PaymentsTable[]> {
  return db
    .selectFrom("payments")
    .selectAll()
    .where("siteId", "=", siteId)
    .where("state", "=", "unpaid")
    .where("createdAtMs", ">=", o.fromMs)
    .where("createdAtMs", "<=", o.toMs)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("attempts")
          .select("attempts.id")
          .whereRef("attempts.paymentId", "=", "payments.id")
          .where("attempts.openedAtMs", "is not", null),
      ),
    )
    .orderBy("createdAtMs", "desc")
    .orderBy("id", "desc")
    .limit(o.limit)
    .execute();
}

/** Who it belongs to and when it was made never change; its content only where the site replaces it. */
export type PaymentChanges = Partial<Omit<PaymentsTable, "id" | "siteId" | "orderNo" | "version" | "createdAtMs">>;

/** Writes `changes` over the version that was read and answers the new row; throws StaleVersion where another one is there. */
export async function updatePayment(db: Db, payment: PaymentsTable, changes: PaymentChanges): Promise<PaymentsTable> {
  await writeUpdate(db, { id: payment.id, version: payment.version, changes });
  return { ...payment, ...changes, version: payment.version + 1 };
}

type PaymentUpdate = Update<PaymentChanges> & { version: number };

const writeUpdate: (db: Db, update: PaymentUpdate) => Promise<void> = together(async (db, updates) => {
  const [only, another] = updates;
  if (only !== undefined && another === undefined) await updateOne(db, only);
  else await updateRows(db, "payments", updates);
  return updates.map(() => undefined);
});

async function updateOne(db: Db, { id, version, changes }: PaymentUpdate): Promise<void> {
  const result = await db
    .updateTable("payments")
    .set({ ...changes, version: version + 1 })
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw new StaleVersion(`payment ${id}`);
}

/** Of one site: those outside production which may still be paid or are not over. */
export async function countPlayPayments(db: Db, siteId: string): Promise<number> {
  const row = await db
    .selectFrom("payments")
    .innerJoin("accounts", "accounts.id", "payments.accountId")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("payments.siteId", "=", siteId)
    .where("payments.state", "in", ["unpaid", "escrow_paid", "escrow_shipped", "held"])
    .where("accounts.environment", "!=", "production")
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}
