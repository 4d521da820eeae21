// The name of the service or method does not exist: a typing error, another case, a name of the other protocol.
import { mapiServices, openapiServices } from "@dedepay/alipay";
import type { Check } from "../../check.ts";
import { serviceRequests } from "../../order/request-violations.ts";

const refusals = ["ILLEGAL_SERVICE", "ILLEGAL_EXTERFACE", "isv.invalid-method", "0003"];
const known = [...Object.keys(mapiServices), ...Object.keys(openapiServices)];

export const serviceNameWrong: Check = {
  cause: "service-name-wrong",
  advice: [
    {
      zh: "把 service／method 改成正确的名字，区分大小写，前后没有空格（如 create_direct_pay_by_user、alipay.trade.page.pay）",
      en: "Correct service or method: case counts, no spaces (create_direct_pay_by_user, alipay.trade.page.pay)",
    },
  ],
  examine(examination) {
    for (const { name, service, message } of serviceRequests(examination)) {
      if (service !== undefined && service.protocol === message.protocol) continue;
      const near = known.find((candidate) => bare(candidate) === bare(name) || isOneEdit(candidate, name.trim()));
      if (near === undefined && service === undefined && !examination.hasCode(...refusals)) continue;
      const shown = JSON.stringify(name.slice(0, 80));
      return {
        confidence: "likely",
        proof: {
          text: {
            zh: `${shown} ${near && near !== name ? `不存在，应为 ${near}` : "不是这个接口的服务名"}`,
            en: `${shown} ${near && near !== name ? `does not exist; ${near} does` : "is no service of this interface"}`,
          },
        },
      };
    }
    return undefined;
  },
};

function bare(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/gu, "");
}

/** One character more, less or other. */
function isOneEdit(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1 || left === right) return false;
  let start = 0;
  while (start < left.length && left[start] === right[start]) start += 1;
  let end = 0;
  const shorter = Math.min(left.length, right.length);
  while (end < shorter - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  return Math.max(left.length, right.length) - start - end <= 1;
}
