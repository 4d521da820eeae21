// A payment found by the number that one of its attempts has at Alipay, with all that a unit of work needs in order to change
// it, in one statement.
import { type CompiledQuery, sql } from "kysely";
import type { TradeNumber } from "./attempts.ts";
import { takesManyAsOne } from "./json-rows.ts";
import { type Pair, pairIn, pairKey, parametersOfPairs, shapeOfPairs } from "./pairs.ts";
import { statementOf } from "./statement-of.ts";
import type { Db } from "./store.ts";
import type { AttemptsTable } from "./tables/attempts.ts";
import type { PaymentsTable } from "./tables/payments.ts";
import { together } from "./together.ts";

export type TradeRows = {
  payment: PaymentsTable;
  /** All of the payment, in their order. */
  attempts: AttemptsTable[];
  /** `sequence` of the newest event in the payment's history; 0: there is none. */
  lastEvent: number;
  /** The site has a webhook address or another way of being told. */
  siteIsTold: boolean;
  /** Something was owed to the site because of this payment. */
  wasTold: boolean;
};

export const findTrade: (db: Db, number: TradeNumber) => Promise<TradeRows | undefined> = together(
  async (db, numbers) => {
    const rows = await selectRows(db, numbers);
    const [first] = rows;
    const paymentColumns = Object.keys(first ?? {}).filter((name) => !beside.has(name)) as (keyof PaymentsTable)[];
    const found = new Map<string, TradeRows>();
    for (const row of rows) {
      const key = pairKey(row.byPid, row.byOutTradeNo);
      const trade = found.get(key) ?? {
        payment: pick<PaymentsTable>(row, paymentColumns, (name) => name),
        attempts: [],
        lastEvent: Number(row.lastEvent),
        siteIsTold: Number(row.ways) > 0,
        wasTold: Number(row.deliveries) > 0,
      };
      trade.attempts.push(pick<AttemptsTable>(row, attemptColumns, aliasOf));
      found.set(key, trade);
    }
    // The database would sort whole rows, on disk where they hold long texts.
    for (const { attempts } of found.values()) attempts.sort((a, b) => a.sequence - b.sequence);
    return numbers.map(({ pid, outTradeNo }) => found.get(pairKey(pid, outTradeNo)));
  },
);

async function selectRows(db: Db, numbers: readonly TradeNumber[]): Promise<Selected[]> {
  const pairs = numbers.map(({ pid, outTradeNo }): Pair => [pid, outTradeNo]);
  const statement = statementOf(db, {
    shape: `trades ${shapeOfPairs(db, pairs)}`,
    parameters: parametersOfPairs(db, pairs),
    make: () => selectTrades(db, pairs).compile(),
    isWorthPreparing: takesManyAsOne(db),
  });
  return (await db.executeQuery<Selected>(statement as CompiledQuery<Selected>)).rows;
}

type Selected = Awaited<ReturnType<ReturnType<typeof selectTrades>["execute"]>>[number];

/** A row for each attempt of the payment, beside the number that led to it. */
function selectTrades(db: Db, pairs: readonly Pair[]) {
  return db
    .selectFrom("attempts as named")
    .innerJoin("payments", "payments.id", "named.paymentId")
    .innerJoin("attempts", "attempts.paymentId", "named.paymentId")
    .selectAll("payments")
    .select(["named.pid as byPid", "named.outTradeNo as byOutTradeNo"])
    .select(attemptColumns.map((name) => sql.ref<unknown>(`attempts.${name}`).as(aliasOf(name))))
    .select((eb) => [
      eb
        .selectFrom("events")
        .select((of) => of.fn.max<number | null>("events.sequence").as("last"))
        .whereRef("events.paymentId", "=", "payments.id")
        .as("lastEvent"),
      eb
        .selectFrom("sites")
        .leftJoin("siteDeliveries", "siteDeliveries.siteId", "sites.id")
        .select(sql<number>`count(sites.webhook_url) + count(site_deliveries.adapter)`.as("ways"))
        .whereRef("sites.id", "=", "payments.siteId")
        .as("ways"),
      eb
        .selectFrom("outbox")
        .select((of) => of.fn.countAll<number>().as("rows"))
        .whereRef("outbox.paymentId", "=", "payments.id")
        .as("deliveries"),
    ])
    .where(pairIn(db, ["named.pid", "named.outTradeNo"], pairs));
}

const ofAttempts: { [Name in keyof AttemptsTable]: true } = {
  ...{ id: true, paymentId: true, accountId: true, pid: true, outTradeNo: true, sequence: true, product: true },
  ...{ service: true, contentJson: true, state: true, tradeNo: true, qrCode: true, qrValidUntilMs: true },
  ...{ openedAtMs: true, createdAtMs: true },
};
const attemptColumns = Object.keys(ofAttempts) as (keyof AttemptsTable)[];

/** Payments have columns of the same names. */
const aliases = new Map<string, string>(
  attemptColumns.map((name) => [name, `attempt${name.charAt(0).toUpperCase()}${name.slice(1)}`]),
);

function aliasOf(name: string): string {
  return aliases.get(name) ?? name;
}

/** What is not a payment's. */
const beside = new Set(["byPid", "byOutTradeNo", "lastEvent", "ways", "deliveries", ...aliases.values()]);

function pick<Row extends object>(
  from: Readonly<Record<string, unknown>>,
  names: readonly (keyof Row & string)[],
  columnOf: (name: string) => string,
): Row {
  const row: Record<string, unknown> = {};
  for (const name of names) row[name] = from[columnOf(name)];
  return row as Row;
}
