// DedeCMS' data/payment/log.txt: `verify_success,订单号:S-P…RN1,执行日期:20240101101005`, one line a notification that the
// plugin let through.
import type { PaymentLogEntry, PaymentLogPiece } from "./piece.ts";

const maxLines = 20_000;
const shape = /(verify_success|verify_failed)(?:,\s*订单号:\s*([\w-]{1,64}))?,\s*执行日期:\s*(\d{8,14})/gu;

export function dedecmsLog(text: string): PaymentLogPiece[] {
  const entries: PaymentLogEntry[] = [];
  for (const [, word, order, time = ""] of text.matchAll(shape)) {
    if (entries.length >= maxLines) break;
    entries.push({ isSuccess: word === "verify_success", time, ...(order === undefined ? {} : { order }) });
  }
  return entries.length === 0 ? [] : [{ kind: "payment_log", entries }];
}
