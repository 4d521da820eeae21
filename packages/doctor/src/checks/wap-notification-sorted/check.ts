// An old WAP notification was sorted although its order is fixed.
import type { Check } from "../../check.ts";
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
  examine: (examination) => signatureObservation(examination, cause),
};
