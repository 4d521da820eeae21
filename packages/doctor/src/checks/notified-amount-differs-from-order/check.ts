// The amount that was paid differs from the order: the order changed meanwhile, or its column rounds.
import type { Check } from "../../check.ts";
import { fieldValue } from "../../evidence/field.ts";
import { isFloat32Image } from "../../order/compare-submissions.ts";
import { saidObservation } from "../said-observation.ts";

export const notifiedAmountDiffersFromOrder: Check = {
  cause: "notified-amount-differs-from-order",
  advice: [
    {
      zh: "付款进行中不要改订单金额；与提交支付宝时记下的金额比较，而不是与现在的订单比较；金额列用 DECIMAL(13,2)",
      en: "Do not change an order while it is being paid; compare with the amount that was submitted, not with the order of now; store DECIMAL(13,2)",
    },
    {
      zh: "这笔钱已经到账：人工核对后补单或退款",
      en: "The money has arrived: check by hand, then complete the order or refund",
    },
  ],
  needs: [
    {
      zh: "通知里的金额和数据库里该订单的金额",
      en: "the amount of the notification and that of the order in the database",
    },
  ],
  examine(examination) {
    for (const message of examination.received) {
      // Nobody knows whether anything was paid.
      if (examination.disbelieved.includes(message)) continue;
      const paid = fieldValue(message.fields, message.protocol === "mapi" ? "total_fee" : "total_amount");
      const number = fieldValue(message.fields, "out_trade_no");
      const order = examination.context.orders?.find(({ outTradeNo }) => outTradeNo === number);
      if (paid === undefined || order?.amount === undefined || !areAmounts(paid, order.amount)) continue;
      if (Number(paid) === Number(order.amount)) continue;
      const rounded = isFloat32Image(paid, order.amount);
      return {
        confidence: "proven",
        proof: {
          text: {
            zh: `付了 ${paid}，订单是 ${order.amount}${rounded ? "，差别正好是 FLOAT 列的舍入" : ""}`,
            en: `${paid} was paid, the order says ${order.amount}${rounded ? ", which is the rounding of a FLOAT column" : ""}`,
          },
        },
        exact: rounded
          ? {
              zh: `把存金额的列改成 DECIMAL(13,2)（织梦：ALTER TABLE dede_shops_orders MODIFY priceCount DECIMAL(13,2)），订单 ${number} 按实付 ${paid} 确认`,
              en: `Make the column of the amount DECIMAL(13,2) (DedeCMS: ALTER TABLE dede_shops_orders MODIFY priceCount DECIMAL(13,2)), and confirm ${number} at the ${paid} that was paid`,
            }
          : {
              zh: `核对订单 ${number}：买家付的是 ${paid}，不是 ${order.amount}；补差价、退款，或按实付确认`,
              en: `Look at ${number}: the buyer paid ${paid}, not ${order.amount}; ask for the rest, refund, or confirm at what was paid`,
            },
      };
    }
    return saidObservation(examination, /支付金额与商品总价不相符|支付失败，支付金额与|金额(?:不一致|不相符|不匹配)/u);
  },
};

// Amounts as somebody typed or printed them: what is no plain number is compared with nothing.
function areAmounts(...texts: readonly string[]): boolean {
  return texts.every((text) => /^\d{1,12}(?:\.\d+)?$/u.test(text.trim()));
}
