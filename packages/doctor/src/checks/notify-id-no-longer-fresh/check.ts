// notify_verify says false: the notify_id was used, has run out, or the caller could not be checked. Never proof of forgery.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

export const notifyIdNoLongerFresh: Check = {
  cause: "notify-id-no-longer-fresh",
  advice: [
    {
      zh: "notify_verify 返回 false 只说明 notify_id 不再有效（已回答 success，或跳转地址上超过约 1 分钟），不代表伪造：先验签，再查询交易",
      en: "false of notify_verify only means that the notify_id is no longer valid (success was answered, or a minute passed on return_url), not forgery: verify the signature, then query the trade",
    },
    {
      zh: "在回答 success 之前调用 notify_verify，不要放到延后的任务里",
      en: "Call notify_verify before answering success, not in a later job",
    },
  ],
  examine: (examination) =>
    saidObservation(
      examination,
      /notify_verify[^\n]{0,400}?\bfalse\b|responseTxt\s*[=:]\s*false|ATN\s*(?:结果|=)[^\n]{0,20}false/iu,
    ),
};
