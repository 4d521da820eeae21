// The order string of app payment did not reach the phone's SDK as it was signed.
import type { Check } from "../../check.ts";

const said = /商家订单参数异常|ALIN?38173|ALIN10146|支付宝订单信息(?:错误|异常)/u;

export const orderStringAltered: Check = {
  cause: "order-string-altered",
  advice: [
    {
      zh: "把服务器生成的订单串原样交给手机 SDK：不做 htmlspecialchars，不再编码或解码，不挑选字段（app_cert_sn 等也要在内）",
      en: "Hand the order string to the phone's SDK as the server made it: no htmlspecialchars, no more encoding, no picking of fields (app_cert_sn and others belong to it)",
    },
  ],
  needs: [{ zh: "手机端实际收到的订单串", en: "the order string as the phone got it" }],
  examine(examination) {
    const words = examination.says(said);
    const escaped = examination.requests.find(
      ({ fields }) =>
        fields.some(({ name }) => name.startsWith("amp;")) && fields.some(({ name }) => name.includes("biz_content")),
    );
    if (words === undefined && escaped === undefined) return undefined;
    if (escaped !== undefined) {
      return {
        confidence: "likely",
        proof: { text: { zh: "订单串里的 & 被写成了 &amp;", en: "The & of the order string became &amp;" } },
      };
    }
    return { confidence: "likely", proof: { text: { zh: `提示：${words}`, en: `The message: ${words}` } } };
  },
};
