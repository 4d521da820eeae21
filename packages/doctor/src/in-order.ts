// What was checked and found right: it saves people from searching there.
import type { BilingualText } from "@dedepay/errors";
import type { Examination } from "./examination.ts";

const roles: Readonly<Record<string, BilingualText>> = {
  request: { zh: "请求的签名", en: "the request's signature" },
  notification: { zh: "通知的签名", en: "the notification's signature" },
  return: { zh: "页面跳转的签名", en: "the return's signature" },
  wap_notification: { zh: "WAP 通知的签名", en: "the WAP notification's signature" },
};

export function inOrder(examination: Examination): readonly BilingualText[] {
  const statements: BilingualText[] = [];
  for (const { state, message, signer } of examination.signatures) {
    const what = roles[message.role] ?? { zh: "签名", en: "the signature" };
    const by = signer?.label;
    if (state === "valid") {
      statements.push({
        zh: `${what.zh}成立${by ? `（${by.zh}）` : ""}`,
        en: `${what.en} is right${by ? ` (${by.en})` : ""}`,
      });
    } else if (state === "unexplained" && by !== undefined) {
      statements.push({
        zh: `签名确实出自${by.zh}，密钥没有用错；被签的文字不同`,
        en: `The signature was made with ${by.en}: the key is right, the signed text differs`,
      });
    }
  }
  for (const { state, signer } of examination.replySignatures) {
    if (state === "valid") {
      statements.push({
        zh: `应答的签名成立${signer ? `（${signer.label.zh}）` : ""}`,
        en: `The reply's signature is right${signer ? ` (${signer.label.en})` : ""}`,
      });
    }
  }
  const others = examination
    .pieces("payment_log")
    .flatMap(({ entries }) => entries)
    .filter(({ isSuccess, order }) => !isSuccess && order === undefined).length;
  if (others > 0) {
    statements.push({
      zh: `log.txt 里的 ${others} 行 verify_failed 不是验签失败：签名通过了，只是交易状态不是“已付款”（如 WAIT_BUYER_CONFIRM_GOODS、TRADE_CLOSED），织梦就这样记`,
      en: `The ${others} lines verify_failed of log.txt are no failed signatures: DedeCMS writes so when the signature is right and the state is none of “paid” (WAIT_BUYER_CONFIRM_GOODS, TRADE_CLOSED)`,
    });
  }
  return statements;
}
