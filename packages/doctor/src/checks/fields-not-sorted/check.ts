// The fields were not sorted in byte order before they were joined.
import type { Check } from "../../check.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "fields-not-sorted";

export const fieldsNotSorted: Check = {
  cause,
  advice: [
    {
      zh: "拼签名串之前按参数名的字节序排序（PHP：ksort；_input_charset 排在小写字母前面）",
      en: "Sort by the bytes of the names before joining (PHP: ksort; _input_charset comes before the lower-case letters)",
    },
  ],
  examine: (examination) => signatureObservation(examination, cause),
};
