// A field was signed with one value and sent with another.
import type { Check } from "../../check.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "value-changed-after-signing";

export const valueChangedAfterSigning: Check = {
  cause,
  advice: [
    {
      zh: "参数只生成一次：用同一个数组签名和发送，签名之后不再改任何值",
      en: "Make the parameters once: sign and send one and the same array, and change no value after signing",
    },
  ],
  needs: [
    {
      zh: "支付宝回显的验签字符串，和程序签名前的字符串",
      en: "the string which Alipay echoes, and the one which the program signed",
    },
  ],
  examine: (examination) => signatureObservation(examination, cause),
};
