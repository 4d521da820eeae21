// The one shape of every failure of the API: application/problem+json (RFC 9457) with one of the sixteen numbers.
// It must not know Fastify.
import { type DedepayError, findCode, pageHref, unifiedErrors } from "@dedepay/errors";
import { type Language, languageTag } from "./language.ts";

export type Problem = {
  type: string;
  title: string;
  status: number;
  code: number;
  name: string;
  detail: string;
  param?: string;
  request_id: string;
  doc_url: string;
  retry: string;
  money: string;
  owner: string;
  buyer_message: string;
  fix: string[];
  alipay?: { code: string; sub_code?: string; sub_msg?: string };
  diagnosis?: { cause: string; proof?: string };
  [extension: string]: unknown;
};

export type ProblemContext = {
  requestId: string;
  language: Language;
  /** Our own public address; the pages of the sixteen numbers are served below it. */
  publicUrl: string;
};

/** The problem document of a failure. Extension members never replace a member of the contract. */
export function problemOf(error: DedepayError, context: ProblemContext): Problem {
  const entry = unifiedErrors[error.unified];
  const { language } = context;
  const address = `${context.publicUrl}/errors/${error.unified}`;
  const problem: Problem = {
    ...error.extra,
    type: address,
    title: language === "zh" ? entry.titleZh : entry.titleEn,
    status: error.status,
    code: error.unified,
    name: entry.name,
    detail: error.detail[language],
    request_id: context.requestId,
    doc_url: docUrlOf(error, context),
    retry: error.retry,
    money: error.money,
    owner: error.owner,
    buyer_message: language === "zh" ? entry.buyerZh : entry.buyerEn,
    fix: fixesOf(error, language),
  };
  if (error.param !== undefined) problem.param = error.param;
  if (error.alipay !== undefined) {
    problem.alipay = { code: error.alipay.code };
    if (error.alipay.subCode !== undefined) problem.alipay.sub_code = error.alipay.subCode;
    if (error.alipay.subMsg !== undefined) problem.alipay.sub_msg = error.alipay.subMsg;
  }
  if (error.diagnosis !== undefined) problem.diagnosis = error.diagnosis;
  return problem;
}

/** The answer's headers beside the body. */
export function problemHeaders(error: DedepayError, language: Language): Record<string, string> {
  const headers: Record<string, string> = {
    "content-type": "application/problem+json; charset=utf-8",
    "content-language": languageTag(language),
    vary: "Accept-Language",
  };
  if (error.retryAfterMs !== undefined) headers["retry-after"] = String(Math.ceil(error.retryAfterMs / 1000));
  return headers;
}

/** Where the catalogue knows Alipay's own code, its page says more than the page of the number. */
function docUrlOf(error: DedepayError, { publicUrl, language }: ProblemContext): string {
  const said = error.alipay?.subCode ?? error.alipay?.code;
  const known = said === undefined ? undefined : findCode(said);
  return pageHref({ kind: "code", id: known?.code ?? String(error.unified) }, publicUrl, `?lang=${language}`);
}

function fixesOf(error: DedepayError, language: Language): string[] {
  if (error.fix !== undefined) return error.fix.map((fix) => fix[language]);
  const entry = unifiedErrors[error.unified];
  return [...(language === "zh" ? entry.fixZh : entry.fixEn)];
}
