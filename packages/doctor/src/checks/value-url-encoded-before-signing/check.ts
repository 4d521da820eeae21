// Values were URL-encoded before they were joined into the signed text.
import type { Check } from "../../check.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "value-url-encoded-before-signing";

export const valueUrlEncodedBeforeSigning: Check = {
  cause,
  advice: [
    {
      zh: "签名串里放原始值；拼好并签完名之后，再对每个值做一次 urlencode 放进网址",
      en: "Put the plain values into the signed text; URL-encode each value once, after signing, when the URL is built",
    },
    {
      zh: "验签：先把参数解码一次再拼签名串",
      en: "Verify over values decoded once",
    },
  ],
  examine: (examination) => signatureObservation(examination, cause),
};
