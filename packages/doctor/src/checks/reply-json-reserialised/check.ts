// JSON was parsed and written again, so other bytes were verified than were signed.
import type { Check } from "../../check.ts";
import { replyTrace } from "../../traces/reply-trace.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "reply-json-reserialised";

export const replyJsonReserialised: Check = {
  cause,
  advice: [
    {
      zh: "从应答原文里截取 xxx_response 节点那一段字节来验签，不要先解析再序列化",
      en: "Cut the raw bytes of the …_response node out of the reply and verify those; never parse and write again",
    },
    {
      zh: "biz_content、fund_bill_list 等 JSON 文本只生成一次，签名和发送用同一个字符串",
      en: "Write biz_content once and use that one string both to sign and to send; the same for JSON inside notifications",
    },
  ],
  examine: (examination) => signatureObservation(examination, cause) ?? replyTrace(examination),
};
