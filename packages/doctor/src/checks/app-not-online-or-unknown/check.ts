// The app_id is unknown to the gateway, or the app is not online.
import type { Check } from "../../check.ts";
import { fieldValue } from "../../evidence/field.ts";
import { saidObservation } from "../said-observation.ts";

const said = /isv\.(?:invalid-app-id|app-not-online|app-offline)|无效的?\s*APP_?ID\s*参数|应用未上线|invalid-app-id/iu;

export const appNotOnlineOrUnknown: Check = {
  cause: "app-not-online-or-unknown",
  advice: [
    {
      zh: "在开放平台控制台确认 APPID 存在且应用状态为“已上线”，并且请求发往同一环境（沙箱或正式）的网关",
      en: "See in the console that the app_id exists and the app is online, and that the request goes to the gateway of the same environment",
    },
  ],
  needs: [{ zh: "请求里的 app_id 和网关地址", en: "the app_id and the gateway of the request" }],
  examine(examination) {
    const seen = saidObservation(examination, said);
    if (seen !== undefined) return seen;
    const malformed = examination.requests.find(
      ({ protocol, fields }) => protocol === "openapi" && !/^\d{16}$/u.test(fieldValue(fields, "app_id")?.trim() ?? ""),
    );
    if (malformed === undefined) return undefined;
    return { confidence: "likely", proof: { text: { zh: "app_id 不是 16 位数字", en: "app_id is not 16 digits" } } };
  },
};
