// The amounts that a message names, as they were written.
import type { Examination } from "../examination.ts";
import { requestValues } from "./request-values.ts";

export type NamedAmount = { readonly name: string; readonly value: string };

const names = ["total_fee", "total_amount", "price", "refund_amount", "logistics_fee", "discount"];

export function amountsOf(examination: Examination): readonly NamedAmount[] {
  return examination.requests.flatMap((message) => {
    const values = requestValues(message);
    return names.flatMap((name) => {
      const value = values.get(name);
      return value === undefined ? [] : [{ name, value: value.trim() }];
    });
  });
}
