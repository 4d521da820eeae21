// An authorisation token is wrong, expired or too narrow.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /(?:aop\.)?invalid-(?:auth|app-auth)-token|无效的(?:访问|应用授权)令牌|auth-?token-?(?:expired|time-?out|not-?valid)|isv\.(?:code-invalid|grant-type-invalid|refresh-token-invalid)|"code"\s*:\s*"20001"|授权码code无效/iu;

export const authorisationTokenInvalid: Check = {
  cause: "authorisation-token-invalid",
  advice: [
    {
      zh: "让商家重新授权，保存新的 app_auth_token（用户令牌用新的 auth_code 换取，只能用一次）",
      en: "Let the merchant authorise again and keep the new app_auth_token; a user's token is fetched with a fresh auth_code, which works once",
    },
    {
      zh: "每次调用带上这个商家自己的 app_auth_token，不要缓存成别家的",
      en: "Send each merchant's own app_auth_token with each call; a cache keyed by app_id mixes them up",
    },
  ],
  examine: (examination) => saidObservation(examination, said),
};
