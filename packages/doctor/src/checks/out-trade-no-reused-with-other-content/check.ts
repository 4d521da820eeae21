// One order number was submitted twice with other content. Shows which fields differ, and the rounding of FLOAT columns.
import type { BilingualText } from "@dedepay/errors";
import type { Check, Observation } from "../../check.ts";
import type { Difference } from "../../diagnosis.ts";
import { isFloat32Image, submissionDifferences, submissionsOf } from "../../order/compare-submissions.ts";
import { restoreMojibake } from "../../text/restore-mojibake.ts";

const codes = ["TRADE_DATA_MATCH_ERROR", "TRADE_DATE_MATCH_ERROR", "ACQ.CONTEXT_INCONSISTENT", "CONTEXT_INCONSISTENT"];
const amountNames = new Set(["total_fee", "total_amount", "price"]);

export const outTradeNoReusedWithOtherContent: Check = {
  cause: "out-trade-no-reused-with-other-content",
  advice: [
    {
      zh: "再次付款时原样提交第一次的标题、描述、金额、服务和卖家；内容变了就用新的订单号（先在支付宝关闭旧交易）",
      en: "When an order is paid again, send the first subject, body, amount, service and seller unchanged; with changed content take a new order number (and close the old trade at Alipay first)",
    },
    {
      zh: "织梦会员中心“再次付款”用的是数据库里的金额：把 price、priceCount 从 FLOAT 改成 DECIMAL(13,2)",
      en: "DedeCMS' member centre pays with the amount of the database: change price and priceCount from FLOAT to DECIMAL(13,2)",
    },
  ],
  needs: [
    { zh: "同一订单号两次提交的请求（网址或表单）", en: "both requests of that order number (URL or form)" },
    { zh: "数据库里该订单现在的金额和标题", en: "the order's present amount and subject in the database" },
  ],
  examine(examination) {
    const refused = examination.hasCode(...codes);
    for (const [number, submissions] of submissionsOf(examination)) {
      const [first, ...later] = submissions;
      if (first === undefined) continue;
      for (const next of later) {
        const differences = submissionDifferences(first, next);
        if (differences.length > 0) return observation({ number, differences, refused });
      }
    }
    return undefined;
  },
};

function observation(seen: { number: string; differences: readonly Difference[]; refused: boolean }): Observation {
  const { number, differences, refused } = seen;
  const fields = differences.map(({ field }) => field).join(", ");
  const rounded = differences.find(
    ({ field, left, right }) =>
      amountNames.has(field) &&
      left !== undefined &&
      right !== undefined &&
      (isFloat32Image(left, right) || isFloat32Image(right, left)),
  );
  return {
    // The difference is a fact; that Alipay minded it is one only where it said so.
    confidence: refused ? "proven" : "likely",
    proof: {
      text: {
        zh: `订单号 ${number} 两次提交的内容不同：${fields}${rounded ? "；金额差别正好是单精度浮点（FLOAT 列）的舍入" : ""}`,
        en: `${number} was submitted twice with other content: ${fields}${rounded ? "; the amounts differ by just the rounding of a FLOAT column" : ""}`,
      },
      sides: { left: { zh: "第一次", en: "first" }, right: { zh: "后来", en: "later" } },
      differences,
    },
    ...exactOf(number, differences),
  };
}

const settingNames = new Set(["service", "method", "seller_id", "seller_email", "seller_account_name"]);

function exactOf(number: string, differences: readonly Difference[]): { exact?: BilingualText } {
  const setting = differences.find(({ field }) => settingNames.has(field));
  if (setting !== undefined) {
    return {
      exact: {
        zh: `两次付款之间改过支付宝设置（${setting.field} 从 ${setting.left ?? "（没有）"} 变成 ${setting.right ?? "（没有）"}）：旧订单 ${number} 换一个新的订单号再付`,
        en: `The Alipay settings changed between the two (${setting.field} from ${setting.left ?? "(absent)"} to ${setting.right ?? "(absent)"}): pay ${number} under a new order number`,
      },
    };
  }
  const garbled = differences.find(
    ({ left, right }) => left !== undefined && right !== undefined && restoreMojibake(right)?.original === left,
  );
  if (garbled !== undefined) {
    return {
      exact: {
        zh: `后来的 ${garbled.field} 是第一次的乱码：先修好编码，再用第一次的“${garbled.left}”提交`,
        en: `The later ${garbled.field} is the first one garbled: mend the charset, then submit “${garbled.left}” again`,
      },
    };
  }
  const [first] = differences;
  if (first?.left === undefined) return {};
  return {
    exact: {
      zh: `再付 ${number} 时 ${first.field} 用第一次的“${first.left}”；确实要按“${first.right ?? "（没有）"}”，就换一个新的订单号`,
      en: `When ${number} is paid again, send the first ${first.field}, “${first.left}”; where “${first.right ?? "(absent)"}” is meant, take a new order number`,
    },
  };
}
