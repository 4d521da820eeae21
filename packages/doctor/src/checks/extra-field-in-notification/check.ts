// Fields that Alipay never sent stand among those which are verified: a router's, a CMS's, the query of notify_url.
import type { Check } from "../../check.ts";
import type { SignedMessage } from "../../evidence/signed-message.ts";
import { isAlipayName } from "../../signature/alipay-names.ts";
import { foreignFieldTrace } from "../../traces/field-traces.ts";
import { traceObservation } from "../../traces/trace.ts";
import { provenMistakes, signatureObservation } from "../signature-observation.ts";

const cause = "extra-field-in-notification";
// The stock plugin of DedeCMS drops these two itself: with it they do no harm.
const ofDedecms = new Set(["dopost", "code"]);

export const extraFieldInNotification: Check = {
  cause,
  advice: [
    {
      zh: "验签前去掉不是支付宝发来的字段（路由参数、dopost、code、_url、s 等），只用请求体里的字段",
      en: "Before verifying, drop the fields that Alipay did not send (router parameters, dopost, code, _url, s …); use the body's fields only",
    },
    {
      zh: "notify_url、return_url 里不要带自己的查询参数",
      en: "Put no query of your own on notify_url and return_url",
    },
  ],
  examine(examination) {
    const stock = provenMistakes(examination, cause).every(
      ({ mistake, reading }) =>
        mistake.fields?.every((name) => ofDedecms.has(name)) === true &&
        reading.message?.url?.includes("carbuyaction") === true,
    );
    const proven = signatureObservation(examination, cause);
    if (proven !== undefined) return stock ? undefined : proven;
    return traceObservation(examination, (message) =>
      message.role === "request" || isStockDedecms(message) ? undefined : foreignFieldTrace(message),
    );
  },
};

function isStockDedecms(message: SignedMessage): boolean {
  const foreign = message.fields.filter(({ name }) => !isAlipayName(name, message));
  return message.url?.includes("carbuyaction") === true && foreign.every(({ name }) => ofDedecms.has(name));
}
