// Alipay itself has a passing fault; the outcome of a call is unknown.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /Service Currently Unavailable|isp\.unknow-error|aop\.(?:unknow-error|SYSTEM_ERROR)|"code"\s*:\s*"20000"|AC?Q[CS]?\.SYSTEM_ERROR|\bSYSTEM_ERROR\b|系统(?:繁忙|异常)，请稍后/iu;

export const alipayTemporarilyUnavailable: Check = {
  cause: "alipay-temporarily-unavailable",
  advice: [
    {
      zh: "结果未知：先用同一个订单号查询，再决定是否重试；不要当作失败，也不要换新订单号",
      en: "The outcome is unknown: query with the same order number, then decide; do not treat it as failed, and take no new order number",
    },
  ],
  examine: (examination) => saidObservation(examination, said),
};
