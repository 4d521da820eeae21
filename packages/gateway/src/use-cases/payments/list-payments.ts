// The payments of a site, newest first, page by page, told apart by the three outcomes: 未支付, 支付失败, 参数错误.
import { listPaymentRows } from "../../store/payments.ts";
import type { PaymentsTable } from "../../store/tables/payments.ts";
import type { Context } from "../context.ts";
import { readCursor, writeCursor } from "../page-cursor.ts";
import { describePayment } from "./describe-payment.ts";
import { outcomeOf, readKeptError } from "./last-error.ts";
import { withBelongings } from "./load-payment.ts";
import type { Outcome, PaymentDocument, StateName } from "./payment-document.ts";

export type ListPaymentsInput = {
  siteId: string;
  outcome?: Outcome;
  state?: StateName;
  /** From `next_cursor` of the page before. */
  cursor?: string;
  limit: number;
};
export type ListPaymentsResult = { data: PaymentDocument[]; next_cursor: string | null };

/** Rows looked at for one page: an outcome is not a column, and one answer must stay cheap. The page may then be short. */
const mostRows = 2000;

const statesOf: Readonly<Record<Outcome, readonly StateName[]>> = {
  unpaid: ["unpaid", "closed"],
  payment_failed: ["unpaid", "closed"],
  parameter_error: ["unpaid", "closed"],
  paid: ["paid", "finished", "escrow_paid", "escrow_shipped", "held"],
  refunded: ["refunded"],
};

/** Throws 1002 (a cursor that is none of ours). */
export async function listPayments(context: Context, input: ListPaymentsInput): Promise<ListPaymentsResult> {
  const states = input.state === undefined ? undefined : [input.state];
  const allowed = input.outcome === undefined ? undefined : statesOf[input.outcome];
  const both = states === undefined ? allowed : states.filter((state) => allowed?.includes(state) ?? true);
  return context.store.run(async (db) => {
    let at = input.cursor === undefined ? undefined : readCursor(input.cursor, "pay");
    const found: PaymentsTable[] = [];
    let seen = 0;
    let more = true;
    while (more && found.length < input.limit && seen < mostRows) {
      const asked = Math.min(200, input.limit * 2);
      const rows = await listPaymentRows(db, { siteId: input.siteId, states: both, before: at, limit: asked });
      more = rows.length === asked;
      for (const row of rows) {
        if (found.length === input.limit) {
          more = true;
          break;
        }
        at = { createdAtMs: row.createdAtMs, id: row.id };
        if (input.outcome === undefined || outcomeOfRow(row) === input.outcome) found.push(row);
      }
      seen += rows.length;
    }
    const data: PaymentDocument[] = [];
    for (const row of found) data.push(describePayment(await withBelongings(db, row), context.publicUrl()));
    return { data, next_cursor: more && at !== undefined ? writeCursor(at) : null };
  });
}

function outcomeOfRow(row: PaymentsTable): Outcome {
  return outcomeOf(row.state as StateName, readKeptError(row.lastErrorJson));
}
