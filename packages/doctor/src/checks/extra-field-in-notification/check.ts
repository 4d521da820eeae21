// Fields that Alipay never sent stand among those which are verified: a router's, a CMS's, the query of notify_url.
import type { Check } from "../../check.ts";
import { isAlipayName } from "../../signature/alipay-names.ts";
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
    for (const reading of examination.signatures) {
      if (reading.message.role === "request" || (reading.state !== "unexplained" && reading.state !== "no_key"))
        continue;
      const names = reading.message.fields
        .map(({ name }) => name)
        .filter((name) => !isAlipayName(name, reading.message));
      if (names.length === 0 || names.length > 12) continue;
      const list = names.join(", ");
      return {
        confidence: "likely",
        proof: { text: { zh: `${list} 不是支付宝通知里的字段`, en: `${list}: no field of Alipay's notifications` } },
      };
    }
    return undefined;
  },
};
