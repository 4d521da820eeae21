// Calls come more often than Alipay allows.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /isv\.call-limited|isv\.app-call-limited|调用(?:次数|频率)(?:超过|超出)?(?:限制|过高)|请求过于频繁|app_call_limited|"code"\s*:\s*"40005"|Call Limited/iu;

export const callRateExceeded: Check = {
  cause: "call-rate-exceeded",
  advice: [
    {
      zh: "降低调用频率：合并查询，退避重试（1、2、4、8 秒加随机），不要在循环里立即重试",
      en: "Call less often: merge queries, back off (1, 2, 4, 8 seconds plus chance), never retry at once in a loop",
    },
  ],
  examine: (examination) => saidObservation(examination, said),
};
