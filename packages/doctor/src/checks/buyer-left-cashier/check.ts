// The buyer opened the cashier and went away without paying: the phone's SDK says so.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said = /resultStatus["'\s:={]+6001\b|用户中途取消|操作已经取消|["']?memo["']?[^\n]{0,12}用户取消/iu;

export const buyerLeftCashier: Check = {
  cause: "buyer-left-cashier",
  advice: [
    {
      zh: "没有扣款；让买家重新打开付款页，订单保持未付",
      en: "Nothing was taken; let the buyer open the payment page again, the order stays unpaid",
    },
  ],
  examine: (examination) => saidObservation(examination, said),
};
