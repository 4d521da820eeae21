// A report of Alipay's raised a trade's refunded sum: whose refunds were they? Ours are settled; the rest was made by hand.
import { attributeRefunds } from "@dedepay/core";
import { insertEvents } from "../../store/ledger.ts";
import { listRefunds } from "../../store/refunds.ts";
import type { Db } from "../../store/store.ts";
import type { Context } from "../context.ts";
import { applyRefundEvent } from "../refunds/apply-refund-event.ts";
import { doubtRefundFoundAfterRestore } from "../refunds/doubtful-refund.ts";
import { refundOf } from "../refunds/refund-row.ts";

export type RefundReported = {
  paymentId: string;
  attemptId: string;
  /** Cumulative, before this report and now. */
  previousFen: bigint;
  refundedFen: bigint;
  /** out_request_no, where the report has one. */
  requestNo: string | undefined;
  source: "notification" | "query";
  requestId: string;
};

export async function attributeReport(context: Context, db: Db, on: RefundReported): Promise<void> {
  const increaseFen = on.refundedFen - on.previousFen;
  if (increaseFen <= 0n) return;
  const rows = await listRefunds(db, on.paymentId);
  const named = rows.find((row) => row.requestNo === on.requestNo);
  const { provenRefundIds } = attributeRefunds({
    refunds: rows.map(refundOf),
    attemptId: on.attemptId,
    previousFen: on.previousFen,
    refundedFen: on.refundedFen,
    ...(named === undefined ? {} : { namedRefundId: named.id }),
  });
  let oursFen = 0n;
  for (const row of rows.filter((one) => provenRefundIds.includes(one.id))) {
    const { source, requestId, refundedFen } = on;
    await applyRefundEvent(context, db, { refund: row, event: { type: "accepted" }, refundedFen, source, requestId });
    oursFen += row.amountFen;
  }
  if (increaseFen <= oursFen || named?.state === "succeeded") return;
  await doubtRefundFoundAfterRestore(context, db, {
    paymentId: on.paymentId,
    externalFen: increaseFen - oursFen,
  });
  await insertEvents(db, on.paymentId, [
    {
      id: context.newId("evt"),
      paymentId: on.paymentId,
      type: "refund.external",
      source: on.source,
      detailJson: JSON.stringify({ attemptId: on.attemptId, amountFen: Number(increaseFen - oursFen) }),
      requestId: on.requestId,
      createdAtMs: context.nowMs(),
    },
  ]);
}
