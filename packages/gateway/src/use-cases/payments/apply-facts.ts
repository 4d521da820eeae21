// Verified facts of one trade, whatever brought them, to what they change; and the alarm where they are not about us.
import type { TradeFacts } from "@dedepay/alipay";
import { type Payment, tradeReported } from "@dedepay/core";
import type { Db } from "../../store/store.ts";
import type { AccountsTable } from "../../store/tables/accounts.ts";
import type { AttemptsTable } from "../../store/tables/attempts.ts";
import type { PaymentsTable } from "../../store/tables/payments.ts";
import type { Context } from "../context.ts";
import { openIncident } from "../incidents/open-incident.ts";
import { isAdoptedAttempt } from "../legacy/adopted.ts";
import type { AlreadyRead } from "./already-read.ts";
import { type Applied, applyEvent } from "./apply-event.ts";
import { attributeReport } from "./attribute-report.ts";
import { type Difference, matchFacts } from "./match-facts.ts";
import { machineOf } from "./payment-machine.ts";

export type ApplyFactsInput = {
  account: AccountsTable;
  attempt: AttemptsTable;
  payment: PaymentsTable;
  facts: TradeFacts;
  source: "notification" | "query";
  requestId: string;
  notificationId?: string;
  alreadyRead?: AlreadyRead;
};

export type FactsApplied = { kind: "differs"; differences: Difference[] } | ({ kind: "applied" } & Applied);

export async function applyFacts(context: Context, db: Db, input: ApplyFactsInput): Promise<FactsApplied> {
  const { account, attempt, payment, facts, source } = input;
  const differences = matchFacts(account, facts, source);
  if (differences.length > 0) {
    await reportDifference(context, db, { ...input, differences });
    return { kind: "differs", differences };
  }
  const event = tradeReported(facts, {
    source,
    attemptId: attempt.id,
    attemptCurrent: isCurrent(payment, attempt, facts),
  });
  const machine = machineOf(payment);
  const applied = await applyEvent(context, db, {
    payment,
    machine,
    event,
    source,
    paidAtMs: facts.gmtPaymentMs,
    numbered: facts.tradeNo === undefined || attempt.tradeNo !== null ? undefined : [attempt.id, facts.tradeNo],
    alreadyRead: input.alreadyRead,
    detail: {
      attemptId: attempt.id,
      outTradeNo: attempt.outTradeNo,
      tradeNo: facts.tradeNo,
      tradeStatus: facts.tradeStatus,
      totalFen: Number(facts.totalFen),
      refundStatus: facts.refundStatus,
      refundedFen: facts.refundedFen === undefined ? undefined : Number(facts.refundedFen),
      notificationId: input.notificationId,
    },
    requestId: input.requestId,
  });
  if (applied.decision.kind !== "ignore") {
    await attributeReport(context, db, {
      paymentId: payment.id,
      attemptId: attempt.id,
      previousFen: refundedFenOf(machine, attempt.id),
      refundedFen: refundedFenOf(applied.decision.payment, attempt.id),
      requestNo: facts.outRequestNo,
      source,
      requestId: input.requestId,
    });
  }
  return { kind: "applied", ...applied };
}

/**
 * An attempt whose content was replaced pays for something that is no longer wanted. While it is being replaced, its closing
 * is our own doing and says nothing about the payment; its money still does. The same of a trade that the shop's earlier
 * software opened: the order can be paid again under another number.
 */
function isCurrent(payment: PaymentsTable, attempt: AttemptsTable, facts: TradeFacts): boolean {
  const itsEndIsItsOwn = attempt.state.startsWith("replacing") || isAdoptedAttempt(payment, attempt);
  if (itsEndIsItsOwn && facts.tradeStatus === "TRADE_CLOSED") return false;
  return !attempt.state.startsWith("superseded");
}

function refundedFenOf(payment: Payment, attemptId: string): bigint {
  return payment.facts.trades.find((trade) => trade.attemptId === attemptId)?.refundedFen ?? 0n;
}

async function reportDifference(
  context: Context,
  db: Db,
  input: ApplyFactsInput & { differences: Difference[] },
): Promise<void> {
  const { payment, account, attempt, differences, source } = input;
  await openIncident(context, db, {
    cause: "evidence-of-another-seller",
    group: `${payment.id}:evidence-of-another-seller:${attempt.id}`,
    title: {
      zh: "支付宝报告的收款方与本账户不一致，未入账",
      en: "Alipay reports another seller or application than the account's; nothing was booked",
    },
    paymentId: payment.id,
    accountId: account.id,
    evidence: Object.fromEntries([
      ["source", source],
      ["outTradeNo", attempt.outTradeNo],
      ...differences.map((d) => [d.field, `${d.expected} ≠ ${d.reported}`]),
    ]),
  });
}
