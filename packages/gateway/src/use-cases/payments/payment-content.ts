// The part of a site's order that must stay the same under one order number, and how two of them differ.
import { hash } from "node:crypto";
import { DedepayError } from "@dedepay/errors";
import type { PaymentOrder } from "./payment-order.ts";

/** Field names as in the API; null for what was left out. */
export type PaymentContent = Readonly<Record<string, string | number | null>>;

/** What Alipay or the buyer would see, and what decides where the money goes. The expiry is not content: shops count it from now. */
export function paymentContent(input: PaymentOrder): PaymentContent {
  return {
    amount_fen: input.amountFen.toString(),
    subject: input.subject,
    body: input.body ?? null,
    goods: input.goods,
    account: input.account ?? null,
    product: input.product ?? "auto",
    return_url: input.returnUrl ?? null,
    metadata: JSON.stringify(Object.entries(input.metadata ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** The whole request, for the comparison under an Idempotency-Key. */
export function requestContent(input: PaymentOrder): PaymentContent {
  return { order_no: input.orderNo, ...paymentContent(input), expires_at_ms: input.expiresAtMs ?? null };
}

export function hashOf(content: PaymentContent): string {
  return hash("sha256", JSON.stringify(content));
}

export function differingFields(known: PaymentContent, given: PaymentContent): string[] {
  return [...new Set([...Object.keys(known), ...Object.keys(given)])].filter((name) => known[name] !== given[name]);
}

/** 1013 with the fields that differ and the existing payment. */
export function duplicateRequest(o: {
  param: "order_no" | "Idempotency-Key";
  value: string;
  existingId: string;
  known: PaymentContent;
  given: PaymentContent;
}): DedepayError {
  const fields = differingFields(o.known, o.given);
  const first = fields[0] ?? "";
  return new DedepayError(1013, {
    param: o.param,
    detail: {
      zh: `${o.param === "order_no" ? "订单号" : "幂等键"} ${o.value} 已用于另一内容的支付单，不同的字段：${fields.join("、")}`,
      en: `${o.param} ${o.value} was used with other content; these fields differ: ${fields.join(", ")}`,
    },
    extra: {
      existing_id: o.existingId,
      differing_fields: fields.map((field) => ({
        field,
        known: asInApi(field, o.known[field]),
        given: asInApi(field, o.given[field]),
      })),
    },
    diagnosis: { cause: "order-content-changed", proof: `${first}: ${o.known[first]} ≠ ${o.given[first]}` },
  });
}

/** Amounts are kept as texts, because a hash is made of them; the API has integers. */
function asInApi(field: string, value: string | number | null | undefined): string | number | null {
  return field === "amount_fen" && value !== null && value !== undefined ? Number(value) : (value ?? null);
}
