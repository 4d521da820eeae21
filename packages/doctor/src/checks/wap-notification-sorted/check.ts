// An old WAP notification was sorted although its order is fixed.
import type { Check } from "../../check.ts";
import { saysSignatureFailed } from "../../traces/suspects.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "wap-notification-sorted";

export const wapNotificationSorted: Check = {
  cause,
  advice: [
    {
      zh: "老 WAP 通知按固定顺序 service、v、sec_id、notify_data 拼接验签，不要排序",
      en: "Join the old WAP notification in its fixed order service, v, sec_id, notify_data; do not sort",
    },
  ],
  examine(examination) {
    const proven = signatureObservation(examination, cause);
    if (proven !== undefined) return proven;
    const valid = examination.signatures.some(
      ({ message, state }) => message.role === "wap_notification" && state === "valid",
    );
    if (!valid || !saysSignatureFailed(examination)) return undefined;
    return {
      confidence: "likely",
      proof: {
        text: {
          zh: "按固定顺序 service、v、sec_id、notify_data 拼接，这条通知的签名是对的；程序却验不过，多半是先排了序",
          en: "Joined in the fixed order service, v, sec_id, notify_data the signature is right; the program which refuses it most likely sorts",
        },
      },
    };
  },
};
