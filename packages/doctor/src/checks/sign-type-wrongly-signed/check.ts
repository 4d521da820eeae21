// sign_type was signed where it must not be, or left out where it must be.
import type { Check } from "../../check.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "sign-type-wrongly-signed";

export const signTypeWronglySigned: Check = {
  cause,
  advice: [
    {
      zh: "合作伙伴接口（MAPI）和所有通知：sign、sign_type 都不参与签名",
      en: "Partner protocol (MAPI) and every notification: neither sign nor sign_type is signed",
    },
    {
      zh: "开放平台请求：只排除 sign，sign_type 要参与签名",
      en: "OpenAPI requests: only sign is left out, sign_type is signed",
    },
  ],
  examine: (examination) => signatureObservation(examination, cause),
};
