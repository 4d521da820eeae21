// The body is not what it is declared to be.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /Unexpected (?:token|end of JSON)|is not valid JSON|SyntaxError: JSON|json_decode[^\n]{0,40}(?:error|失败|NULL)|Malformed (?:JSON|XML)|simplexml_load_string|XML_ERR|Start tag expected/iu;

export const bodyNotReadable: Check = {
  cause: "body-not-readable",
  advice: [
    {
      zh: "把应答的原始字节存下来再看：20000 可能是 GBK，网关维护时返回 HTML；按声明的编码解码后再解析",
      en: "Keep the raw bytes of the reply: a 20000 may be GBK, a gateway in maintenance answers HTML; decode by the declared charset, then parse",
    },
  ],
  examine: (examination) => saidObservation(examination, said),
};
