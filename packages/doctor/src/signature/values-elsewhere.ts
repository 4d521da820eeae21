// What other messages and the orders at hand say of the same trade: a field that a message has lost may stand there.
import type { DoctorContext, DoctorOrder } from "../doctor-context.ts";
import { fieldValue } from "../evidence/field.ts";
import type { SignedMessage } from "../evidence/signed-message.ts";
import { requestValues } from "../order/request-values.ts";
import { isAlipayName } from "./alipay-names.ts";

export type KnownValue = readonly [name: string, value: string];

// Signatures and the numbers of one delivery are each message's own.
const own = new Set(["sign", "sign_type", "notify_id", "notify_time", "biz_content", "timestamp"]);
const amounts = ["total_fee", "price", "total_amount", "receipt_amount", "invoice_amount", "buyer_pay_amount"];
const maxValues = 60;

/** Values for fields of Alipay's which the message does not hold. */
export function valuesElsewhere(
  message: SignedMessage,
  messages: readonly SignedMessage[],
  { orders = [] }: DoctorContext,
): readonly KnownValue[] {
  const others = messages.filter((other) => other !== message);
  if (others.length === 0 && orders.length === 0) return [];
  const number = requestValues(message).get("out_trade_no");
  const records = [...others.map((other) => [...requestValues(other)]), ...orders.flatMap(recordsOf)];
  const known = new Map<string, KnownValue>();
  const add = (name: string, value: string): void => {
    if (own.has(name) || value === "" || fieldValue(message.fields, name) !== undefined) return;
    if (isAlipayName(name, message) && known.size < maxValues) known.set(`${name}=${value}`, [name, value]);
  };
  for (const record of records) {
    const ofRecord = record.find(([name]) => name === "out_trade_no")?.[1];
    if (number !== undefined && ofRecord !== number) continue;
    for (const [name, value] of record) {
      add(name, value);
      if (amounts.includes(name)) for (const amount of amounts) add(amount, value);
    }
  }
  return [...known.values()];
}

function recordsOf({ outTradeNo, amount, submitted = [] }: DoctorOrder): KnownValue[][] {
  const numbered: KnownValue = ["out_trade_no", outTradeNo];
  return [
    [numbered, ...(amount === undefined ? [] : [["total_fee", amount] as const])],
    ...submitted.map(({ fields }): KnownValue[] => [numbered, ...Object.entries(fields)]),
  ];
}
