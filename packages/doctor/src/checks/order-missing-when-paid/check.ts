// The money came, but the order is deleted or cannot be matched.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /(?:订单|order)\s*(?:号)?(?:不存在(?!或状态异常)|未找到|已(?:被)?删除|not found|does not exist)|您的订单已经处理|找不到(?:该|对应)?订单|支付失败！?[，,]?订单/iu;

export const orderMissingWhenPaid: Check = {
  cause: "order-missing-when-paid",
  advice: [
    {
      zh: "不要回答 success 就丢掉：保留这笔款，按 trade_no 在支付宝核对，补建订单或退款",
      en: "Do not answer success and forget it: keep the payment, look up trade_no at Alipay, make the order again or refund",
    },
    {
      zh: "付款进行中不要删除或重写订单；织梦重新打开充值页会删掉未付的单",
      en: "Do not delete or rewrite an order while it is being paid; DedeCMS deletes unpaid rows when the top-up page is opened again",
    },
  ],
  examine: (examination) => saidObservation(examination, said),
};
