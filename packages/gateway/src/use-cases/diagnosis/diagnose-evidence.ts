// A site brings what failed and gets the doctor's answer. Uses the keys of the site's own accounts only, does no I/O beyond
// reading them, keeps nothing.
import type { Diagnosis } from "@dedepay/doctor";
import { DedepayError } from "@dedepay/errors";
import { accountsOfSite } from "../../store/accounts.ts";
import type { Context } from "../context.ts";

export type DiagnoseEvidenceInput = { siteId: string; evidence: string | Uint8Array; requestId: string };

/** Throws 1014 (it took too long and was stopped), 1008 (the doctor is busy), 1001. */
export async function diagnoseEvidence(context: Context, input: DiagnoseEvidenceInput): Promise<Diagnosis> {
  const accounts = await context.store.run((db) => accountsOfSite(db, input.siteId));
  const answer = await context.desk.answer(input.siteId, accounts, input.evidence);
  switch (answer.kind) {
    case "done":
      return answer.diagnosis;
    case "too_long":
      throw tooLong();
    case "busy":
      throw busy();
    case "failed":
      throw broken(answer.why);
  }
}

function tooLong(): DedepayError {
  return new DedepayError(1014, {
    money: "none",
    retry: "after_fix",
    owner: "merchant",
    detail: {
      zh: "这份材料太复杂，诊断超过了时限，已经停止。与支付无关，没有任何款项变动。",
      en: "This evidence takes too long to examine; the diagnosis was stopped. It has nothing to do with a payment.",
    },
    fix: [
      {
        zh: "只提交出错的那一次请求、应答或通知，不要连同整份日志",
        en: "Send only the one request, reply or notification which failed, not a whole log",
      },
      {
        zh: "在自己的电脑上用 dedepay diagnose 处理大文件，那里没有时限",
        en: "For large files use dedepay diagnose on your own machine; it has no limit",
      },
    ],
  });
}

function broken(why: string): DedepayError {
  return new DedepayError(1001, {
    money: "none",
    detail: { zh: "诊断程序出错，没有得出结论。", en: "The doctor failed and came to no answer." },
    cause: new Error(why),
  });
}

function busy(): DedepayError {
  return new DedepayError(1008, {
    detail: { zh: "医生正忙，请稍等几秒再试。", en: "The doctor is busy; try again in a few seconds." },
    retryAfterMs: 3000,
    extra: { scope: "diagnoses" },
  });
}
