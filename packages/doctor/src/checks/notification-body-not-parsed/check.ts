// The framework did not parse the notification: the handler saw no fields.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /application\/x-www-form-urlencoded;\s*text\/html|signData is Empty|(?:req\.body|\$_POST|post data)\s*(?:[:=]|is|为)\s*(?:\{\}|\[\]|empty|undefined|空)|array\(0\)\s*\{\s*\}|bodyParser[^\n]{0,80}(?:undefined|empty)/iu;

export const notificationBodyNotParsed: Check = {
  cause: "notification-body-not-parsed",
  advice: [
    {
      zh: "支付宝的 Content-Type 可能是 application/x-www-form-urlencoded; text/html; charset=UTF-8：让解析器不看类型，一律按表单解析原始请求体",
      en: "Alipay's Content-Type may be “application/x-www-form-urlencoded; text/html; charset=UTF-8”: parse the raw body as a form whatever the type says",
    },
  ],
  examine: (examination) => saidObservation(examination, said),
};
