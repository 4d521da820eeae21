// A message that claims to be Alipay's, and whose signature no known mistake makes with the keys at hand. Never proven: a key
// which nobody showed us, or a mistake which nobody knows, looks just like a forgery.
import { accountLabel } from "../../account/account-of-message.ts";
import type { Check } from "../../check.ts";
import { fieldValue } from "../../evidence/field.ts";
import { cut, maskValue } from "../../mask-value.ts";
import { bearsTrace } from "../../traces/any-trace.ts";

export const notificationNotVerified: Check = {
  cause: "notification-not-verified",
  advice: [
    {
      zh: "支付宝查到这笔钱已付，而验签还是不过：登录签约的支付宝账号，把后台现在显示的密钥重新复制到账户里（换过密钥的，旧密钥也给医生看）",
      en: "Where Alipay says that the money was paid and the message still does not verify: log in to the account that signed the contract and copy the key shown there now (after a change of keys, show the doctor the old one too)",
    },
    {
      zh: "支付宝查不到这笔钱：这条消息不是支付宝发的，不用理它；真的通知支付宝会重发",
      en: "Where Alipay knows of no such payment: the message is not Alipay's, leave it alone; Alipay repeats an honest one",
    },
  ],
  needs: [
    {
      zh: "所有可能用过的密钥（旧密钥、别的账号的密钥），以及通知的原始请求体",
      en: "every key that may have been used (old ones, those of other accounts), and the raw body of the notification",
    },
  ],
  examine(examination) {
    const [message] = examination.disbelieved;
    if (message === undefined) return undefined;
    const account = examination.accountOf(message);
    const [zhKeys, enKeys] =
      account === undefined
        ? ["手头的密钥", "the keys at hand"]
        : [
            `手头的密钥（包括账户 ${accountLabel(account)} 的）`,
            `the keys at hand (that of ${accountLabel(account)} among them)`,
          ];
    const number = cut(maskValue("out_trade_no", fieldValue(message.fields, "out_trade_no") ?? ""));
    return {
      // What bears the mark of a known mistake may be honest and altered twice.
      confidence: bearsTrace(message) ? "possible" : "likely",
      proof: {
        text: {
          zh: `用${zhKeys}，没有任何已知的错误能得到这条消息的 sign：要么它是伪造的，要么它是用一把手头没有的密钥签的`,
          en: `No mistake known reproduces the sign of this message with ${enKeys}: either it is forged, or it was signed with a key which is not at hand`,
        },
      },
      exact: {
        zh: `不要凭这条消息发货或改订单：先向支付宝查询${number === "" ? "这笔订单" : `订单 ${number}`}（网关会自己查询；也可以登录支付宝商家中心查看），只认支付宝的回答`,
        en: `Hand out nothing and change no order on this message: query ${number === "" ? "the order" : `order ${number}`} at Alipay first (the gateway does so by itself; the merchant console shows it too) and believe that answer only`,
      },
    };
  },
};
