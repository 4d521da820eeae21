// The Idempotency-Key header, checked.
import { DedepayError } from "@dedepay/errors";

/** Errors: 1002. */
export function idempotencyKeyOf(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (/^[!-~]{1,128}$/.test(header)) return header;
  throw new DedepayError(1002, {
    param: "Idempotency-Key",
    detail: {
      zh: "请求头 Idempotency-Key 必须是 1 到 128 个可见的 ASCII 字符。",
      en: "The header Idempotency-Key must be 1 to 128 visible ASCII characters.",
    },
    extra: { violations: [{ field: "Idempotency-Key", rule: "1..128 visible ASCII", value: header.slice(0, 80) }] },
  });
}
