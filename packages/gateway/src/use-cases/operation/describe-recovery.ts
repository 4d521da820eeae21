// How far the recovery of a restored ledger is: what was found, what is unclear, what is held back.
import { listAccountRows } from "../../store/accounts.ts";
import { countOutboxByKind } from "../../store/outbox-rows.ts";
import {
  countConcernedPayments,
  countUnanswered,
  listEventsSince,
  listParkedSince,
  listRefundsIn,
  listUnanswered,
} from "../../store/recovery-rows.ts";
import type { Db } from "../../store/store.ts";
import type { Context } from "../context.ts";
import { isoTime } from "../payments/describe-payment.ts";
import { rangeOf } from "./begin-recovery.ts";
import { type RecoveryMark, readRecovery } from "./recovery-watch.ts";

type Named = { payment: string; order_no: string };

export type RecoveryDocument =
  | { state: "none" }
  | {
      /** waiting: no gateway has started on the restored ledger yet. */
      state: "waiting" | "asking" | "asked" | "ended";
      backup_at: string;
      restored_at: string;
      begun_at: string | null;
      ended_at: string | null;
      payments: { concerned: number; unanswered: number };
      /** The first hundred of each. */
      unclear: {
        payments: (Named & { state: string; account: string; asked: boolean })[];
        refunds: { refund: string; payment: string; amount_fen: number; state: string }[];
        parked: {
          account: string;
          out_trade_no: string | null;
          trade_no: string | null;
          trade_status: string | null;
        }[];
        accounts_without_answers: string[];
      };
      found: (Named & { event: string })[];
      held: { kind: string; rows: number }[];
    };

const most = 100;
const openRefundStates = ["requested", "submitted", "awaiting_operator", "unknown"];
const foundTypes = [
  ...["payment.paid", "payment.escrow_paid", "payment.escrow_shipped", "payment.finished", "payment.held"],
  ...["payment.closed", "payment.refunded", "payment.part_refunded", "refund.external", "surplus.paid"],
];

export async function describeRecovery(context: Pick<Context, "store">): Promise<RecoveryDocument> {
  return context.store.run(async (db) => {
    const mark = await readRecovery(db);
    return mark === undefined ? { state: "none" } : describe(db, mark);
  });
}

async function describe(db: Db, mark: RecoveryMark): Promise<RecoveryDocument> {
  const sinceMs = mark.begunAtMs ?? Number.MAX_SAFE_INTEGER;
  const range = rangeOf(mark);
  const unanswered = await countUnanswered(db, range, sinceMs);
  const payments = await listUnanswered(db, range, { sinceMs, limit: most });
  const silent = new Set(payments.filter((one) => one.unknownSinceMs !== null).map(({ accountId }) => accountId));
  return {
    state: stateOf(mark, unanswered),
    backup_at: isoTime(mark.backupAtMs),
    restored_at: isoTime(mark.restoredAtMs),
    begun_at: mark.begunAtMs === undefined ? null : isoTime(mark.begunAtMs),
    ended_at: mark.endedAtMs === undefined ? null : isoTime(mark.endedAtMs),
    payments: { concerned: await countConcernedPayments(db, range), unanswered },
    unclear: {
      payments: payments.map((one) => ({
        payment: one.id,
        order_no: one.orderNo,
        state: one.state,
        account: one.accountId,
        asked: one.lastAtMs !== null && one.lastAtMs >= sinceMs,
      })),
      refunds: (await listRefundsIn(db, openRefundStates, most)).map((one) => ({
        refund: one.id,
        payment: one.paymentId,
        amount_fen: Number(one.amountFen),
        state: one.state,
      })),
      parked: (await listParkedSince(db, sinceMs, most)).map((one) => ({
        account: one.accountId,
        out_trade_no: one.outTradeNo,
        trade_no: one.tradeNo,
        trade_status: one.tradeStatus,
      })),
      accounts_without_answers: (await listAccountRows(db)).map(({ id }) => id).filter((id) => silent.has(id)),
    },
    found: (await listEventsSince(db, { sinceMs, types: foundTypes, limit: most })).map((one) => ({
      payment: one.paymentId,
      order_no: one.orderNo,
      event: one.type,
    })),
    held: await countOutboxByKind(db, ["pending", "leased"]),
  };
}

function stateOf(mark: RecoveryMark, unanswered: number): "waiting" | "asking" | "asked" | "ended" {
  if (mark.endedAtMs !== undefined) return "ended";
  if (mark.begunAtMs === undefined) return "waiting";
  return unanswered > 0 ? "asking" : "asked";
}
