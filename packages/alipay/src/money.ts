// Yuan text to integer fen and back. Strict: there is one way to write an amount, and every other way
// has a rule of its own that says what is wrong with it.

import { AlipayError, type Violation } from "./alipay-error.ts";

export type YuanLimits = {
  /** Smallest accepted amount in fen; 1n unless stated. A negative one admits negative amounts. */
  readonly minFen?: bigint;
  /** Largest accepted amount in fen; 100 000 000.00 yuan unless stated, the ceiling of every service known here. */
  readonly maxFen?: bigint;
  /** Name put into the violation. */
  readonly field?: string;
  /** "two" takes "0.10" only; "up_to_two" also "0.1" and "1", which Alipay accepts and may send. */
  readonly decimals?: "two" | "up_to_two";
};

const defaultMinFen = 1n;
const defaultMaxFen = 10_000_000_000n;
// Far past any limit, and short enough that a megabyte of digits is never turned into a number.
const longestWholePart = 20;

/** Yuan text such as "0.01" to fen; throws AlipayError `invalid_argument` with the one rule that is broken. */
export function parseYuan(text: string, limits: YuanLimits = {}): bigint {
  const read = readYuan(text, limits);
  if (typeof read === "bigint") return read;
  const { field, rule, value, limit } = read;
  const bound = limit === undefined ? "" : ` (${limit})`;
  throw new AlipayError("invalid_argument", `金额有误 (amount) ${field}: ${rule}${bound}: ${JSON.stringify(value)}`, {
    violations: [read],
  });
}

/** As parseYuan, but the mistake comes back as a value. */
export function readYuan(text: unknown, limits: YuanLimits = {}): bigint | Violation {
  const { minFen = defaultMinFen, maxFen = defaultMaxFen, field = "amount", decimals = "two" } = limits;
  if (typeof text !== "string") return { field, rule: "not_text", value: typeof text };
  const broken = (rule: string, limit?: string): Violation => ({
    field,
    rule,
    value: text.slice(0, 40),
    ...(limit === undefined ? {} : { limit }),
  });
  const spelling = misspelling(text, decimals);
  if (spelling !== undefined) return broken(spelling);
  const negative = text.startsWith("-");
  const [whole = "", fraction = ""] = (negative ? text.slice(1) : text).split(".");
  if (negative && minFen >= 0n) return broken("negative");
  if (whole.length > longestWholePart) return broken("above_maximum", formatYuan(maxFen));
  const magnitude = BigInt(whole + fraction.padEnd(2, "0"));
  const fen = negative ? -magnitude : magnitude;
  if (fen === 0n && minFen > 0n) return broken("zero", formatYuan(minFen));
  if (fen < minFen) return broken("below_minimum", formatYuan(minFen));
  if (fen > maxFen) return broken("above_maximum", formatYuan(maxFen));
  return fen;
}

/** Fen to yuan text with two decimals: 1n is "0.01". */
export function formatYuan(fen: bigint): string {
  const sign = fen < 0n ? "-" : "";
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, "0");
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The rule of spelling that is broken, the most telling one first. */
function misspelling(text: string, decimals: "two" | "up_to_two"): string | undefined {
  // How Alipay and we write an amount: none of the questions below has another answer.
  if (/^-?(?:0|[1-9]\d*)\.\d{2}$/u.test(text)) return undefined;
  if (text === "") return "empty";
  if (/\s/u.test(text)) return "white_space";
  if (/[０-９．－＋，]/u.test(text)) return "full_width_character";
  if (/[¥￥元$]/u.test(text)) return "currency_mark";
  if (/^[+-]?[\d.]+e[+-]?\d+$/iu.test(text)) return "exponent";
  if (/^-?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/u.test(text)) return "thousands_separator";
  if (/^\+/u.test(text)) return "plus_sign";
  const parts = /^-?(\d+)(?:\.(\d+))?$/u.exec(text);
  if (parts === null) return "not_a_decimal_number";
  const [, whole = "", fraction = ""] = parts;
  if (whole.length > 1 && whole.startsWith("0")) return "leading_zero";
  if (fraction.length > 2) return "more_than_two_decimals";
  if (decimals === "two" && fraction.length < 2) return "fewer_than_two_decimals";
  return undefined;
}
