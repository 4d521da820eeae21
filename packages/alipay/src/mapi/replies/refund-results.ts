// The result lists of refunds, as refund_fastpay_query and the refund notification carry them:
// items joined by #, the parts of an item by ^, what happened to fees after $.

import { readYuan } from "../../money.ts";
import type { RefundResult } from "./mapi-reply.ts";

const maxItems = 1000;

/** Results of a list, or undefined where an item is not of the form. `withBatchNo`: each item begins with its batch number. */
export function parseRefundResults(text: string, withBatchNo: boolean): readonly RefundResult[] | undefined {
  const items = text.split("#", maxItems + 1);
  if (items.length > maxItems) return undefined;
  const results = items.map((item) => parseItem(item, withBatchNo));
  return results.every((result) => result !== undefined) ? results : undefined;
}

function parseItem(item: string, withBatchNo: boolean): RefundResult | undefined {
  const [head = "", ...extra] = item.split("$");
  const parts = head.split("^");
  const batchNo = withBatchNo ? parts.shift() : undefined;
  const [tradeNo = "", amount, code = ""] = parts;
  const amountFen = readYuan(amount, { minFen: 0n, decimals: "up_to_two" });
  if (parts.length !== 3 || !/^\d{16,64}$/u.test(tradeNo) || typeof amountFen !== "bigint") return undefined;
  if (!/^[A-Za-z0-9_]{1,64}$/u.test(code)) return undefined;
  if (withBatchNo && !/^[A-Za-z0-9]{1,32}$/u.test(batchNo ?? "")) return undefined;
  return {
    ...(batchNo === undefined ? {} : { batchNo }),
    tradeNo,
    amountFen,
    code,
    ...(extra.length === 0 ? {} : { extra }),
  };
}
