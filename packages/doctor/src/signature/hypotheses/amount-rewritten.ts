// An amount went through a number and lost or gained zeros: 1.00 became 1, or 0.1 became 0.10.
import type { DraftHypothesis } from "../hypothesis.ts";
import { valueHypothesis } from "../value-hypothesis.ts";

const cause = "amount-in-floating-point";
const amountName = /(?:amount|fee|price|discount)$/u;

export const amountRewritten: DraftHypothesis = valueHypothesis("undo", [
  {
    cause,
    relation: { zh: "把金额写成两位小数", en: "with the amounts written with two decimals" },
    plainToo: true,
    change: (value, name) =>
      amountName.test(name) && /^\d{1,12}(?:\.\d?)?$/u.test(value) ? Number(value).toFixed(2) : value,
  },
  {
    cause,
    relation: { zh: "去掉金额末尾的零", en: "with the zeros at the end of the amounts dropped" },
    plainToo: true,
    change: (value, name) =>
      amountName.test(name) && /^\d{1,12}\.\d{1,2}$/u.test(value) ? String(Number(value)) : value,
  },
]);
