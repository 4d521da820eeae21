// The same order number submitted twice: what Alipay compares, field by field.
import type { Difference } from "../diagnosis.ts";
import type { Examination } from "../examination.ts";
import { cut } from "../mask-value.ts";
import { requestValues } from "./request-values.ts";

export type Submission = { readonly values: ReadonlyMap<string, string> };

// Business content; the envelope (timestamp, sign, charset, anti-phishing) may differ.
const compared = [
  "service",
  "method",
  "seller_id",
  "seller_email",
  "seller_account_name",
  "subject",
  "body",
  "total_fee",
  "total_amount",
  "price",
  "quantity",
  "logistics_fee",
  "discount",
  "payment_type",
  "product_code",
  "show_url",
  "it_b_pay",
  "timeout_express",
];

const submitting = /(?:^|\.)(?:create_\w+|trade_create_by_buyer|create(?:\.direct.*)?|precreate|pay)$/iu;

/** Submissions of one order number: those in the evidence and those the context remembers, in that order of time. */
export function submissionsOf(examination: Examination): ReadonlyMap<string, readonly Submission[]> {
  const byNumber = new Map<string, Submission[]>();
  const add = (number: string | undefined, values: ReadonlyMap<string, string>): void => {
    if (number === undefined || number === "") return;
    const list = byNumber.get(number) ?? [];
    list.push({ values });
    byNumber.set(number, list);
  };
  for (const order of examination.context.orders ?? []) {
    for (const { fields } of order.submitted ?? []) add(order.outTradeNo, new Map(Object.entries(fields)));
  }
  for (const message of examination.requests) {
    const values = requestValues(message);
    const service = values.get("service") ?? values.get("method");
    // A query or a refund names the order too, and submits nothing.
    if (service === undefined || submitting.test(service.trim())) add(values.get("out_trade_no"), values);
  }
  return byNumber;
}

/** Fields that differ between two submissions; 1.0 and 1.00 are one amount. */
export function submissionDifferences(left: Submission, right: Submission): readonly Difference[] {
  return compared.flatMap((field) => {
    const a = left.values.get(field);
    const b = right.values.get(field);
    if (a === b || (a ?? "") === (b ?? "") || sameAmount(a, b)) return [];
    return [{ field, ...(a === undefined ? {} : { left: cut(a) }), ...(b === undefined ? {} : { right: cut(b) }) }];
  });
}

function sameAmount(a: string | undefined, b: string | undefined): boolean {
  const amount = /^\d{1,12}(?:\.\d{1,2})?$/u;
  return a !== undefined && b !== undefined && amount.test(a) && amount.test(b) && Number(a) === Number(b);
}

/** Whether the second amount is what a FLOAT column makes of the first. */
export function isFloat32Image(asked: string, stored: string): boolean {
  const amount = /^\d{1,12}(?:\.\d{1,2})?$/u;
  if (!amount.test(asked) || !amount.test(stored) || Number(asked) === Number(stored)) return false;
  const image = Math.fround(Number(asked));
  // MySQL shows a FLOAT(13,2) by its exact value with two decimals, a plain FLOAT with six significant digits.
  return Number(stored) === Number(image.toFixed(2)) || Number(stored) === Number(image.toPrecision(6));
}
