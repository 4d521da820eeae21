// The same failure with the time after which asking again makes sense.
import { DedepayError } from "@dedepay/errors";

export function retryLater(error: DedepayError, o: { afterMs: number; extra?: Record<string, unknown> }): DedepayError {
  const { detail, status, retry, money, owner, param, fix, alipay, diagnosis } = error;
  return new DedepayError(error.unified, {
    ...{ detail, status, retry, money, owner, cause: error.cause, retryAfterMs: o.afterMs },
    ...(param === undefined ? {} : { param }),
    ...(fix === undefined ? {} : { fix }),
    ...(alipay === undefined ? {} : { alipay }),
    ...(diagnosis === undefined ? {} : { diagnosis }),
    extra: { ...error.extra, ...o.extra },
  });
}
