// Asks Alipay about an account by harmless signed calls for a number that cannot exist, reads the verdict from the codes that
// come back, and keeps what the account was seen to be allowed. Moves nothing.
import type { Finding } from "@dedepay/doctor";
import { type BilingualText, DedepayError } from "@dedepay/errors";
import type { ProbeAnswer, ProbeName } from "../../channel/probe-account.ts";
import { httpFailureOf } from "../../network-failure.ts";
import type { HttpFailure } from "../../platform/http-failure.ts";
import { type Learnt, listContracts, putAccountState } from "../../store/accounts.ts";
import type { AccountsTable } from "../../store/tables/accounts.ts";
import type { Context } from "../context.ts";
import { actorOf, type ByOwner, recordAudit } from "../record-audit.ts";
import { beijingDay } from "../refunds/refund-number.ts";
import { accountCheckWarnings, notAsked, probeText, storedUnproven } from "./account-check-texts.ts";
import { notifyUrlOf } from "./describe-account.ts";
import { accountOrThrow } from "./list-accounts.ts";

export type CheckAccountInput = ByOwner & { accountId: string };

export type CheckStep = {
  name: ProbeName;
  result: ProbeAnswer["kind"] | "not_asked";
  /** Alipay's own. */
  code: string | undefined;
  tookMs: number;
  text: BilingualText;
};

export type AccountCheck = {
  accountId: string;
  /** works: Alipay accepted our signature. wrong: it did not, or its own answer does not verify. unknown: nobody answered. */
  verdict: "works" | "wrong" | "unknown";
  steps: CheckStep[];
  /** The doctor's, where something is wrong. */
  findings: Finding[];
  warnings: BilingualText[];
};

const probes: readonly ProbeName[] = ["query", "close", "refund"];

/** What asking needs; nothing of it writes. */
type Asking = Pick<Context, "store" | "channel" | "examine" | "publicUrl" | "nowMs" | "newId">;

export type AskedAccount = AccountCheck & {
  /** On the way to Alipay; not there where Alipay answered anything. */
  failure: HttpFailure | undefined;
};

/** Asks and keeps nothing. Throws 1009. */
export async function askAboutAccount(context: Asking, accountId: string): Promise<AskedAccount> {
  const row = await context.store.run((db) => accountOrThrow(db, accountId));
  const answers = await probe(context, row, probes);
  const [silent] = answers.flatMap(({ answer }) => (answer.kind === "unknown" ? [httpFailureOf(answer.error)] : []));
  return { ...(await verdictOf(context, row, answers)), failure: silent };
}

/** Throws 1009, 1001. What Alipay says, or its silence, is the result and no error. */
export async function checkAccount(context: Context, input: CheckAccountInput): Promise<AccountCheck> {
  const row = await context.store.run((db) => accountOrThrow(db, input.accountId));
  const answers = await probe(context, row, probes);
  const check = await verdictOf(context, row, answers);
  const learnt = {
    canQuery: learntFrom(answers, "query"),
    canClose: learntFrom(answers, "close"),
    canRefund: learntFrom(answers, "refund"),
  };
  await context.store.inTransaction(async (db) => {
    const known = Object.fromEntries(Object.entries(learnt).filter(([, value]) => value !== "unknown"));
    await putAccountState(db, row.id, { ...known, checkedAtMs: context.nowMs() });
    await recordAudit(context, db, {
      actor: actorOf(input),
      action: "account.checked",
      subject: row.id,
      before: { canQuery: row.canQuery, canClose: row.canClose, canRefund: row.canRefund },
      after: { verdict: check.verdict, ...learnt },
      requestId: input.requestId,
    });
  });
  context.log.info({ requestId: input.requestId, accountId: row.id, verdict: check.verdict }, "account checked");
  return check;
}

/**
 * One question for credentials which are not stored yet. Throws 1002 where Alipay does not recognise them; its silence refuses
 * nothing and is stated as a warning.
 */
export async function assertRecognised(context: Context, row: AccountsTable): Promise<AccountCheck> {
  const answers = await probe(context, row, ["query"]);
  const check = await verdictOf(context, row, answers);
  const { verdict, steps, findings } = check;
  if (verdict === "works") return check;
  if (verdict === "unknown") return { ...check, warnings: [storedUnproven, ...check.warnings] };
  const [finding] = findings;
  const step = steps[0];
  throw new DedepayError(1002, {
    param: "credentials",
    detail: finding?.proof?.text ??
      step?.text ?? { zh: "支付宝不认可这组凭据", en: "Alipay does not recognise these credentials" },
    ...(finding === undefined ? {} : { fix: finding.fix, diagnosis: { cause: finding.cause } }),
    ...(step?.code === undefined ? {} : { alipay: { code: step.code } }),
  });
}

type Answered = { name: ProbeName; answer: ProbeAnswer; tookMs: number };

/** One after the other; where Alipay does not know us, or is not there, the rest would say the same. */
async function probe(context: Asking, row: AccountsTable, names: readonly ProbeName[]): Promise<Answered[]> {
  const answers: Answered[] = [];
  const unused = `dedepaycheck${context.newId("req").slice(4, 24)}`;
  const today = beijingDay(context.nowMs());
  for (const name of names) {
    const startedMs = context.nowMs();
    const answer = await context.channel.probe(row, name, { unused, today, sellerId: row.pid });
    answers.push({ name, answer, tookMs: context.nowMs() - startedMs });
    if (answer.kind === "not_recognised" || answer.kind === "reply_not_verified") break;
    if (answer.kind === "unknown" && answer.code === undefined) break;
  }
  return answers;
}

async function verdictOf(context: Asking, row: AccountsTable, answers: readonly Answered[]): Promise<AccountCheck> {
  const kinds = answers.map(({ answer }) => answer.kind);
  const isWrong = kinds.includes("not_recognised") || kinds.includes("reply_not_verified");
  const works = kinds.includes("allowed") || kinds.includes("not_allowed");
  const namespace = row.protocol === "mapi" ? "mapi" : "openapi";
  const steps = probes.map((name): CheckStep => {
    const found = answers.find((one) => one.name === name);
    if (found === undefined) return { name, result: "not_asked", code: undefined, tookMs: 0, text: notAsked };
    const { answer, tookMs } = found;
    return { name, result: answer.kind, code: answer.code, tookMs, text: probeText(name, answer, namespace) };
  });
  return {
    accountId: row.id,
    verdict: isWrong ? "wrong" : works ? "works" : "unknown",
    steps,
    findings: isWrong ? await findingsOf(context, row, answers) : [],
    warnings: accountCheckWarnings(row, (name) => learntFrom(answers, name)),
  };
}

/** The request that Alipay would not have, with its code and what it answered, before the doctor's eyes. */
async function findingsOf(context: Asking, row: AccountsTable, answers: readonly Answered[]): Promise<Finding[]> {
  const refused = answers.map(({ answer }) => answer).find((answer) => "error" in answer);
  if (refused === undefined || !("error" in refused)) return [];
  const contracts = await context.store.run((db) => listContracts(db, row.id));
  const about = { contracts, notifyUrl: notifyUrlOf(context.publicUrl(), row.id) };
  const account = context.channel.doctorAccount(row, about);
  const { rawBytes } = refused.error;
  const said = rawBytes === undefined ? [] : [rawBytes];
  const url = context.channel.queryUrl(row, "dedepaycheck0000000000000000");
  // Where Alipay took the request, the doctor shall look at its answer only.
  const evidence = refused.kind === "reply_not_verified" ? said : [{ url, error: refused.code ?? "" }, ...said];
  const { findings } = await context.examine(evidence, { nowMs: context.nowMs(), accounts: [account] });
  const [likely] = findings.filter(({ confidence }) => confidence !== "possible");
  if (refused.kind === "reply_not_verified" && likely === undefined) return [foreignAlipayKey, ...findings];
  return [...findings];
}

/** Alipay answered our question, so our own key is right; its answer verifies with none of the keys at hand. */
const foreignAlipayKey: Finding = {
  cause: "key-of-another-account",
  confidence: "likely",
  proof: {
    text: {
      zh: "支付宝接受了我们的签名，但它的应答用登记的支付宝公钥验不过：支付宝公钥不是这个应用的",
      en: "Alipay accepts our signature, but its answer does not verify with Alipay's public key at hand: that key is not this application's",
    },
  },
  fix: [
    {
      zh: "在开放平台控制台“接口加签方式”里查看“支付宝公钥”，用 dedepay account rotate-key 换上",
      en: "Copy “Alipay public key” from the console's signing settings and put it in place with dedepay account rotate-key",
    },
  ],
};

function learntFrom(answers: readonly Answered[], name: ProbeName): Learnt {
  const kind = answers.find((one) => one.name === name)?.answer.kind;
  if (kind === "allowed") return "yes";
  return kind === "not_allowed" ? "no" : "unknown";
}
