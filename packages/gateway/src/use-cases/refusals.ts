// The refusals that several use cases share, so that the same mistake reads the same everywhere.
import { type BilingualText, DedepayError } from "@dedepay/errors";

/** 1002: `param` breaks a rule. */
export function invalidParameter(param: string, detail: BilingualText): DedepayError {
  return new DedepayError(1002, { param, detail });
}

/** 1009: nothing under this id. */
export function notFound(what: BilingualText, id: string): DedepayError {
  return new DedepayError(1009, {
    detail: { zh: `未找到${what.zh}：${shortened(id)}`, en: `No such ${what.en}: ${shortened(id)}` },
  });
}

export function paymentNotFound(id: string): DedepayError {
  return notFound({ zh: "支付单", en: "payment" }, id);
}

/** What a stranger wrote goes into an answer only as printable text of limited length. */
function shortened(text: string): string {
  return text.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, "?").slice(0, 80);
}
