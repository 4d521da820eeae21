// Values went through URL encoding once more than they should.
import type { Check } from "../../check.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "value-url-encoded-twice";
const urlNames = new Set(["notify_url", "return_url", "show_url"]);

export const valueUrlEncodedTwice: Check = {
  cause,
  advice: [
    {
      zh: "只编码一次：如果用表单或 http_build_query 发送，不要再自己 urlencode",
      en: "Encode once: a form or http_build_query encodes already, so do not call urlencode yourself",
    },
    {
      zh: "收到的参数已由框架解码过，不要再解码或再编码",
      en: "Received parameters are decoded by the framework; neither decode nor encode them again",
    },
  ],
  examine(examination) {
    const proven = signatureObservation(examination, cause);
    if (proven !== undefined) return proven;
    // Decoded once by the readers, and still encoded.
    const field = examination.messages
      .filter(({ form }) => form !== "dump")
      .flatMap(({ fields }) => fields)
      .find(({ name, value }) => urlNames.has(name) && /^https?%3A%2F%2F/iu.test(value));
    if (field === undefined) return undefined;
    return {
      confidence: "likely",
      proof: {
        text: {
          zh: `${field.name} 解码一次之后仍是 ${field.value.slice(0, 60)}`,
          en: `${field.name} is still ${field.value.slice(0, 60)} after it was decoded once`,
        },
      },
    };
  },
};
