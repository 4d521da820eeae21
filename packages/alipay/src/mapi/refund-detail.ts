// Writes the detail_data of a batch refund.

import { AlipayError, type Violation } from "../alipay-error.ts";
import { formatYuan } from "../money.ts";

export type RefundItem = {
  /** Alipay's number of the trade, never the merchant's. */
  readonly tradeNo: string;
  readonly amountFen: bigint;
  /** At most 256 bytes of GBK, without ^ | $ #. */
  readonly reason: string;
};

const maxItems = 1000;
const maxReasonBytes = 256;

/** batch_num and detail_data of 1 to 1000 refunds; AlipayError `invalid_argument` with every mistake. */
export function formatRefundDetail(items: readonly RefundItem[]): { batch_num: string; detail_data: string } {
  const violations = items.flatMap((item, index) => itemMistakes(item, `items[${index}]`));
  if (items.length === 0 || items.length > maxItems) {
    violations.push({ field: "items", rule: "item_count", value: String(items.length), limit: `1 … ${maxItems}` });
  }
  if (violations.length > 0) {
    const named = violations.map(({ field, rule }) => `${field} ${rule}`).join(", ");
    throw new AlipayError("invalid_argument", `退款明细有误 (refund items): ${named}`, { violations });
  }
  return {
    batch_num: String(items.length),
    detail_data: items.map((item) => `${item.tradeNo}^${formatYuan(item.amountFen)}^${item.reason}`).join("#"),
  };
}

function itemMistakes({ tradeNo, amountFen, reason }: RefundItem, path: string): Violation[] {
  const mistakes: Violation[] = [];
  if (!/^\d{16,64}$/u.test(tradeNo))
    mistakes.push({ field: `${path}.tradeNo`, rule: "pattern", limit: "16-64 digits" });
  if (amountFen <= 0n) mistakes.push({ field: `${path}.amountFen`, rule: "below_minimum", limit: "0.01" });
  if (reason === "" || /[\^|$#]/u.test(reason)) {
    mistakes.push({ field: `${path}.reason`, rule: "forbidden_character", limit: "^ | $ #" });
  }
  const bytes = [...reason].reduce((sum, character) => sum + (character <= "\x7f" ? 1 : 2), 0);
  if (bytes > maxReasonBytes) {
    mistakes.push({ field: `${path}.reason`, rule: "too_long", limit: `${maxReasonBytes} GBK bytes` });
  }
  return mistakes;
}
