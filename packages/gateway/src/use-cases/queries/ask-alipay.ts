// One round of questions about a payment's attempts. A verified positive answer is applied like a notification;
// no, nothing and nonsense change nothing but the plan and the payment's visible trouble.

import type { AlipayError } from "@dedepay/alipay";
import type { TradeAnswer } from "../../channel/alipay-channel.ts";
import { alipayFailure } from "../../channel/alipay-failure.ts";
import type { AccountRow } from "../../store/accounts.ts";
import { findAttempt } from "../../store/attempts.ts";
import { findPayment, updatePayment } from "../../store/payments.ts";
import { claimQuery, findQuery, finishQuery } from "../../store/queries.ts";
import type { Db } from "../../store/store.ts";
import type { AttemptsTable } from "../../store/tables/attempts.ts";
import type { QueriesTable } from "../../store/tables/payments.ts";
import { learnSuccess } from "../accounts/learn-capability.ts";
import type { Context } from "../context.ts";
import { openIncident } from "../incidents/open-incident.ts";
import { incidentIsOver } from "../incidents/settle-incident.ts";
import { watchMissingTrades } from "../incidents/watch-missing-trades.ts";
import { applyFacts } from "../payments/apply-facts.ts";
import type { PaymentRows } from "../payments/describe-payment.ts";
import { type Answered, endExpired } from "../payments/end-expired.ts";
import { keepError, readKeptError } from "../payments/last-error.ts";
import { loadPayment } from "../payments/load-payment.ts";
import { reportRefusal } from "../payments/report-refusal.ts";
import { paymentNotFound } from "../refusals.ts";
import { isAsked, personAfterMs, planAfterAnswer, planForNew } from "./query-schedule.ts";

export type AskInput = {
  paymentId: string;
  /** Only this attempt, also where it was never opened by us. */
  attemptId?: string;
  /** The plan that the caller read and decided by: where somebody asked since then, nobody asks again. */
  plan?: QueriesTable | undefined;
  /** Somebody waits before a page. */
  hurried?: boolean;
  requestId: string;
};
/** What Alipay reported, one entry per trade it knows. asked: false where another round is on its way. */
export type Asked = {
  asked: boolean;
  reports: { attemptId: string; tradeStatus: string }[];
  /** Why there is no clear answer. */
  trouble?: AlipayError;
};

/** While a round is running, nobody else asks; should the process die in it, somebody does after this long. */
const claimMs = 60_000;
/** Nothing more is to come from these. */
const closedStates: readonly string[] = ["closed_at_alipay", "superseded_closed", "replacing_closed"];
const hurriedLimitMs = 3000;

/** Throws 1009 and 1001. */
export async function askAlipay(context: Context, input: AskInput): Promise<Asked> {
  const nowMs = context.nowMs();
  const rows = await context.store.run((db) => loadPayment(db, input.paymentId));
  const known = input.plan ?? (await context.store.run((db) => findQuery(db, input.paymentId)));
  const row = known ?? planForNew(rows.payment);
  const claimedNextAtMs = nowMs + claimMs;
  if (known !== undefined && !(await claim(context, known, { nowMs, retryAtMs: claimedNextAtMs }))) {
    return { asked: false, reports: [] };
  }
  const answers = await collect(context, rows, input);
  await settle(context, { input, row, account: rows.account, claimedNextAtMs, answers });
  const reports = answers.flatMap(({ attempt, answer }) =>
    answer.kind === "trade" ? [{ attemptId: attempt.id, tradeStatus: answer.facts.tradeStatus }] : [],
  );
  const trouble = answers.map(({ answer }) => ("error" in answer ? answer.error : undefined)).find((one) => one);
  return { asked: true, reports, ...(trouble === undefined ? {} : { trouble }) };
}

async function claim(context: Context, row: QueriesTable, o: { nowMs: number; retryAtMs: number }): Promise<boolean> {
  return context.store.run((db) => claimQuery(db, row, o));
}

async function collect(context: Context, rows: PaymentRows, input: AskInput): Promise<Answered[]> {
  const asked = rows.attempts.filter((attempt) =>
    input.attemptId === undefined
      ? attempt.openedAtMs !== null && !closedStates.includes(attempt.state)
      : attempt.id === input.attemptId,
  );
  const answers: Answered[] = [];
  for (const attempt of asked) {
    const limitMs = input.hurried === true ? hurriedLimitMs : undefined;
    const answer = await context.channel.queryTrade(rows.account, attempt.outTradeNo, limitMs);
    answers.push({ attempt, answer });
    if (answer.kind === "trade") await apply(context, { account: rows.account, attempt, answer, input });
    else await noteAnswer(context, input, { attempt, answer });
  }
  return answers;
}

async function noteAnswer(context: Context, input: AskInput, { attempt, answer }: Answered): Promise<void> {
  const fields = { requestId: input.requestId, paymentId: input.paymentId, attemptId: attempt.id, answer: answer.kind };
  if (answer.kind === "refused" || answer.kind === "unknown") {
    const { kind, code, subCode } = answer.error;
    context.log.warn({ ...fields, errorKind: kind, alipayCode: subCode ?? code }, "query without a clear answer");
  } else {
    context.log.debug(fields, "query answered");
  }
  if (answer.kind !== "unknown" || answer.otherTrade === undefined) return;
  const evidence = { asked: attempt.outTradeNo, answered: answer.otherTrade.slice(0, 64) };
  await context.store.inTransaction((db) =>
    openIncident(context, db, {
      cause: "query-answered-for-another-trade",
      group: `${input.paymentId}:query-answered-for-another-trade:${attempt.id}`,
      title: {
        zh: "查询的应答属于另一笔交易，未予采信",
        en: "A query was answered with another trade; the answer was not believed",
      },
      paymentId: input.paymentId,
      accountId: attempt.accountId,
      evidence,
    }),
  );
  context.wakeRelay();
}

type Positive = {
  account: AccountRow;
  attempt: AttemptsTable;
  answer: Extract<TradeAnswer, { kind: "trade" }>;
  input: AskInput;
};

async function apply(context: Context, { account, attempt, answer, input }: Positive): Promise<void> {
  await context.store.inTransaction(async (db) => {
    const payment = await findPayment(db, input.paymentId);
    const current = await findAttempt(db, attempt.id);
    if (payment === undefined || current === undefined) throw paymentNotFound(input.paymentId);
    await applyFacts(context, db, {
      account,
      attempt: current,
      payment,
      facts: answer.facts,
      source: "query",
      requestId: input.requestId,
    });
  });
  context.wakeRelay();
}

type Round = {
  input: AskInput;
  row: QueriesTable;
  account: AccountRow;
  claimedNextAtMs: number;
  answers: Answered[];
};

async function settle(context: Context, round: Round): Promise<void> {
  const { input, row, account, claimedNextAtMs, answers } = round;
  const unclear = answers.find(({ answer }) => answer.kind === "unknown" || answer.kind === "refused");
  if (unclear === undefined)
    await endExpired(context, { paymentId: input.paymentId, answers, requestId: input.requestId });
  await context.store.inTransaction(async (db) => {
    const payment = await findPayment(db, input.paymentId);
    if (payment === undefined) throw paymentNotFound(input.paymentId);
    // "No such trade" is an answer, too.
    if (answers.length > 0 && unclear === undefined) await learnSuccess(db, account, "query");
    const nowMs = context.nowMs();
    const plan = planAfterAnswer({ row, payment, unknown: unclear !== undefined, nowMs });
    await finishQuery(db, payment.id, { claimedNextAtMs, ...plan });
    await showTrouble(context, db, { paymentId: payment.id, unclear });
    if (unclear === undefined && row.unknownSinceMs !== null) await clearAnswer(context, db, payment.id);
    if (answers.length > 0 && answers.every(({ answer }) => answer.kind === "absent"))
      await watchMissingTrades(context, db, payment.accountId);
    const unknownForMs = plan.unknownSinceMs === null ? 0 : nowMs - plan.unknownSinceMs;
    // Of a payment that has its money, what is unknown is a refund's outcome, which has an incident of its own.
    if (unknownForMs >= personAfterMs && isAsked(payment))
      await tellPerson(context, db, { paymentId: payment.id, unclear });
  });
  context.wakeQueries();
  await report(context, { input, unclear });
}

async function report(context: Context, o: { input: AskInput; unclear: Answered | undefined }): Promise<void> {
  const answer = o.unclear?.answer;
  // An answer about another trade has an incident of its own; other unknown outcomes are no refusal.
  const unverified = answer?.kind === "unknown" && answer.error.kind === "signature" && answer.otherTrade === undefined;
  if (answer?.kind !== "refused" && !unverified) return;
  const { paymentId, requestId } = o.input;
  const { account } = await context.store.run((db) => loadPayment(db, paymentId));
  await reportRefusal(context, { error: answer.error, account, paymentId, requestId });
}

type Trouble = { paymentId: string; unclear: Answered | undefined };

/** An unknown outcome is visible on the payment while it lasts; a clear answer takes it away. */
async function showTrouble(context: Context, db: Db, { paymentId, unclear }: Trouble): Promise<void> {
  const { payment, account } = await loadPayment(db, paymentId);
  if (payment.state !== "unpaid") return;
  const shown = readKeptError(payment.lastErrorJson);
  if (unclear === undefined) {
    if (shown?.money === "unknown") await updatePayment(db, payment, { lastErrorJson: null });
    return;
  }
  if (unclear.answer.kind !== "unknown" && unclear.answer.kind !== "refused") return;
  const failure = alipayFailure(unclear.answer.error, account.protocol === "mapi" ? "mapi" : "openapi");
  if (shown?.code === failure.unified) return;
  // Whatever stopped the question, we do not know whether the buyer paid.
  const kept = { ...keepError(failure, context.nowMs()), money: "unknown" };
  await updatePayment(db, payment, { lastErrorJson: JSON.stringify(kept) });
}

async function clearAnswer(context: Context, db: Db, paymentId: string): Promise<void> {
  const note = "支付宝给出了明确答复 · Alipay gave a clear answer";
  await incidentIsOver(context, db, { group: `${paymentId}:outcome-unknown`, note });
}

async function tellPerson(context: Context, db: Db, { paymentId, unclear }: Trouble): Promise<void> {
  const answer = unclear?.answer;
  const error = answer?.kind === "unknown" || answer?.kind === "refused" ? answer.error : undefined;
  await openIncident(context, db, {
    cause: "outcome-unknown",
    group: `${paymentId}:outcome-unknown`,
    title: {
      zh: "超过 24 小时无法向支付宝确认这笔支付的结果，请人工核对",
      en: "For more than 24 hours Alipay could not be asked how this payment stands; a person has to look",
    },
    paymentId,
    evidence: { errorKind: error?.kind, alipayCode: error?.subCode ?? error?.code },
  });
}
