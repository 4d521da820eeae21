// Something of the sandbox stands beside something of production: host, app_id, keys.
import { accountLabel } from "../../account/account-of-message.ts";
import type { Check, Observation } from "../../check.ts";
import { fieldValue } from "../../evidence/field.ts";
import type { SignedMessage } from "../../evidence/signed-message.ts";
import type { Examination } from "../../examination.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "sandbox-and-production-mixed";
const sandboxHost = /^https?:\/\/[\w.-]*(?:alipaydev\.com|sandbox)[\w.-]*\//iu;
const productionHost = /^https?:\/\/(?:openapi|mapi|www)\.alipay\.com\//iu;
const deadHost = /openapi\.alipaydev\.com|openapi\.sandbox\.dl\.alipaydev\.com/iu;

export const sandboxAndProductionMixed: Check = {
  cause,
  advice: [
    {
      zh: "沙箱用 https://openapi-sandbox.dl.alipaydev.com/gateway.do 和沙箱的 APPID、应用私钥、支付宝公钥；正式用 https://openapi.alipay.com/gateway.do 和正式的一套，不能混用",
      en: "Sandbox: https://openapi-sandbox.dl.alipaydev.com/gateway.do with the sandbox's app_id, private key and Alipay public key; production: https://openapi.alipay.com/gateway.do with its own; never mixed",
    },
  ],
  needs: [{ zh: "请求发往的地址和 APPID", en: "the address of the request and the app_id" }],
  examine(examination) {
    const proven = signatureObservation(examination, cause);
    if (proven !== undefined) return proven;
    for (const message of examination.requests) {
      const seen = hostAgainstAccount(message, examination);
      if (seen !== undefined) return seen;
    }
    const dead = examination.says(deadHost);
    if (dead === undefined) return undefined;
    return {
      confidence: "likely",
      proof: {
        text: { zh: `${dead} 是已停用的沙箱地址`, en: `${dead} is a sandbox address which is no longer served` },
      },
    };
  },
};

function hostAgainstAccount(message: SignedMessage, examination: Examination): Observation | undefined {
  const url = message.url ?? "";
  const host = sandboxHost.test(url) ? "sandbox" : productionHost.test(url) ? "production" : undefined;
  if (host === undefined) return undefined;
  const appId = fieldValue(message.fields, "app_id")?.trim();
  const account = examination.accounts.find((known) => known.appId !== undefined && known.appId.trim() === appId);
  if (account?.environment !== undefined && account.environment !== host) {
    const name = accountLabel(account);
    return {
      confidence: "proven",
      proof: {
        text: {
          zh: `账户 ${name} 属于 ${account.environment}，请求却发往 ${host} 的网关`,
          en: `Account ${name} is of ${account.environment}, but the request goes to the ${host} gateway`,
        },
      },
    };
  }
  // The console issues 9021… in the sandbox only.
  if (host !== "production" || appId === undefined || !/^9021\d{12}$/u.test(appId)) return undefined;
  return {
    confidence: "likely",
    proof: {
      text: {
        zh: `APPID ${appId} 是沙箱应用的号段，请求却发往正式网关`,
        en: `app_id ${appId} is of the sandbox's range, but the request goes to the production gateway`,
      },
    },
  };
}
