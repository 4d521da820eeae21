// 1008 with how long to wait and which limit it was.
import { DedepayError } from "@dedepay/errors";

export type LimitContext = { max: number; ttl: number };

export function limitFailure(scope: "key" | "address", context: LimitContext): DedepayError {
  const seconds = Math.max(1, Math.ceil(context.ttl / 1000));
  const who = scope === "key" ? { zh: "这个 API 密钥", en: "this API key" } : { zh: "这个地址", en: "this address" };
  return new DedepayError(1008, {
    detail: {
      zh: `${who.zh}每分钟最多 ${context.max} 次请求，请 ${seconds} 秒后再试。`,
      en: `At most ${context.max} requests a minute for ${who.en}; try again in ${seconds} s.`,
    },
    retryAfterMs: seconds * 1000,
    extra: { limit: context.max, window_s: 60, scope },
  });
}
