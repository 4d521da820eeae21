// Several sites share one account and made the same order number.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /(?:several|多个|几个|两个)(?:sites?|网站|站点|商城)[^\n]{0,60}(?:same|共用|同一|一个)[^\n]{0,30}(?:account|支付宝|账号|PID)|order.?number prefix|订单号前缀/iu;

export const orderNumberSharedBySites: Check = {
  cause: "order-number-shared-by-sites",
  advice: [
    {
      zh: "给每个网站设不同的订单号前缀（同一个 PID 下 out_trade_no 必须唯一）",
      en: "Give each site its own prefix of order numbers: out_trade_no must be unique per PID",
    },
  ],
  examine: (examination) => saidObservation(examination, said),
};
