// Reads verified fields strictly: each mistake is an AlipayError `malformed_reply` that names the field and
// never shows its value, for it may be a buyer's.

import { AlipayError } from "../alipay-error.ts";
import { readBeijingTime } from "../beijing-time.ts";
import { readYuan, type YuanLimits } from "../money.ts";

export type FieldReader = {
  /** Text that must be there. */
  text(name: string): string;
  /** Text, or undefined where it is absent or empty. */
  optionalText(name: string): string | undefined;
  /** Amount in fen that must be there. */
  fen(name: string, limits?: YuanLimits): bigint;
  optionalFen(name: string, limits?: YuanLimits): bigint | undefined;
  /** Beijing time as epoch milliseconds, or undefined where it is absent or empty. */
  optionalTimeMs(name: string): number | undefined;
  /** The error for a field that breaks a rule. */
  broken(name: string, rule: string): AlipayError;
};

/** A reader over fields of a verified message; anything but an object with text values is refused. */
export function createFieldReader(fields: unknown, service?: string): FieldReader {
  const broken = (name: string, rule: string): AlipayError =>
    new AlipayError("malformed_reply", `支付宝返回的字段有误 (field of Alipay's message) ${name}: ${rule}`, {
      violations: [{ field: name, rule }],
      ...(service === undefined ? {} : { service }),
    });
  if (typeof fields !== "object" || fields === null || Array.isArray(fields)) throw broken("fields", "not_an_object");
  const values: Readonly<Record<string, unknown>> = { ...fields };
  const optionalText = (name: string): string | undefined => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined || value === null || value === "") return undefined;
    if (typeof value !== "string") throw broken(name, "not_text");
    return value;
  };
  const optionalFen = (name: string, limits: YuanLimits = {}): bigint | undefined => {
    const text = optionalText(name);
    if (text === undefined) return undefined;
    const read = readYuan(text, { decimals: "up_to_two", ...limits });
    if (typeof read !== "bigint") throw broken(name, read.rule);
    return read;
  };
  return {
    optionalText,
    optionalFen,
    broken,
    text: (name) => required(optionalText(name), name, broken),
    fen: (name, limits) => required(optionalFen(name, limits), name, broken),
    optionalTimeMs(name) {
      const text = optionalText(name);
      if (text === undefined) return undefined;
      const ms = readBeijingTime(text);
      if (ms === undefined) throw broken(name, "beijing_time");
      return ms;
    },
  };
}

function required<Value>(
  value: Value | undefined,
  name: string,
  broken: (name: string, rule: string) => AlipayError,
): Value {
  if (value === undefined) throw broken(name, "required");
  return value;
}
