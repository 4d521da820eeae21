// The gateway answered with an error that carries no signature at all.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /缺少签名|空签名|sign(?:ature)? (?:is )?(?:missing|null|empty|not found)|验签失败[^\n]{0,40}sign\s*(?:为空|=\s*null)|Cannot read propert(?:y|ies)[^\n]{0,60}sign/iu;

export const unsignedGatewayError: Check = {
  cause: "unsigned-gateway-error",
  advice: [
    {
      zh: "先看应答里的 code、sub_code：网关拒绝请求时（如 invalid-app-id）本来就没有签名，按错误码处理，不是验签问题",
      en: "Read code and sub_code first: when the gateway refuses a request (invalid-app-id) there is no signature; go by the code, it is no verification problem",
    },
  ],
  examine: (examination) => saidObservation(examination, said),
};
