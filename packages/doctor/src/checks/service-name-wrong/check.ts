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
      const near = nearest(name.trim());
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

// A short name is another name after two changes; so many a name of Alipay's are long.
const maxEdits = 2;
const minLengthForTwo = 12;
// A part of a name, if it says enough.
const minLengthOfPart = 8;

/** The known name that somebody meant: the same letters, a part of it, or a slip or two away. */
function nearest(name: string): string | undefined {
  const same = known.find((candidate) => bare(candidate) === bare(name) || candidate === `alipay.${name}`);
  const longer = name.length < minLengthOfPart ? undefined : known.find((candidate) => candidate.includes(name));
  if (same !== undefined || longer !== undefined) return same ?? longer;
  const allowed = name.length >= minLengthForTwo ? maxEdits : 1;
  const distances = known.map((candidate) => [candidate, editDistance(candidate, name, allowed)] as const);
  const [best] = distances.filter(([, edits]) => edits <= allowed).toSorted(([, left], [, right]) => left - right);
  return best?.[0];
}

/** Characters added, left out, changed, or exchanged with their neighbour; more than `most` is `most` + 1. */
function editDistance(left: string, right: string, most: number): number {
  if (Math.abs(left.length - right.length) > most) return most + 1;
  let before: number[] = [];
  let row = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let line = 1; line <= left.length; line += 1) {
    const next = [line];
    for (let column = 1; column <= right.length; column += 1) {
      const changed = left[line - 1] === right[column - 1] ? 0 : 1;
      const swapped =
        line > 1 && column > 1 && left[line - 1] === right[column - 2] && left[line - 2] === right[column - 1]
          ? (before[column - 2] ?? 0) + 1
          : Number.POSITIVE_INFINITY;
      next.push(
        Math.min((row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, (row[column - 1] ?? 0) + changed, swapped),
      );
    }
    [before, row] = [row, next];
  }
  return Math.min(row[right.length] ?? most + 1, most + 1);
}
