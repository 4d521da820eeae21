// What the buyer has to pay under a MAPI request: total_fee, or price times quantity with fee and discount.
import { parseYuan } from "@dedepay/alipay";
import type { Switches } from "../world/switches.ts";

/** The total in fen. The fields were checked before: amounts are amounts. */
export function orderTotalFen(fields: ReadonlyMap<string, string>, feeInTotal: Switches["feeInTotal"]): bigint {
  const amount = (name: string): bigint | undefined => {
    const text = fields.get(name);
    if (text === undefined || text === "") return undefined;
    return parseYuan(text, { field: name, minFen: -10_000_000_000n, decimals: "up_to_two" });
  };
  const price = amount("price");
  if (price === undefined) return amount("total_fee") ?? 0n;
  const goods = price * BigInt(fields.get("quantity") ?? "1");
  const payer = fields.get("logistics_payment");
  const fee = feeInTotal.some((one) => one === payer) ? (amount("logistics_fee") ?? 0n) : 0n;
  return goods + fee + (amount("discount") ?? 0n);
}
