// The notify address was reached, but what it answered is not exactly the seven bytes "success".
import type { Check, Observation } from "../../check.ts";
import { type Delivery, notifyDeliveries } from "../../delivery/notify-deliveries.ts";
import { refusedByGuard } from "../../delivery/refused-by-guard.ts";
import type { Examination } from "../../examination.ts";
import { saidObservation } from "../said-observation.ts";
import { unreachedObservation } from "../unreached-observation.ts";

const said = /返回值不是success|返回:\s*\S{0,3}success|(?:通知|回调)(?:还|仍)?(?:一直|不断|反复|重复)(?:发|来|收到)/u;

const refusal = /^(\s*)(?:fail(?:ed|ure)?|error)(\s*)$/iu;
const phpMessage = /(?:Warning|Notice|Deprecated|Fatal error):/u;

export const notifyReplyNotSuccess: Check = {
  cause: "notify-reply-not-success",
  advice: [
    {
      zh: "处理完后只输出 success 七个字节：文件存成无 BOM 的 UTF-8，前后没有空格、换行、HTML、PHP 警告，然后立即退出",
      en: "Print exactly the seven bytes success and leave: no BOM, no blank or line end before or behind, no HTML, no PHP warning",
    },
    {
      zh: "织梦自带插件永远回答一个 HTML 页面，支付宝会重发约 25 小时；换用 dedepay 的替换插件",
      en: "DedeCMS' stock plugin always answers with an HTML page, and Alipay repeats for some 25 hours; use dedepay's drop-in",
    },
  ],
  needs: [{ zh: "curl -i -X POST 通知地址 的输出", en: "the output of curl -i -X POST <notify_url>" }],
  examine: (examination) =>
    answered(examination) ??
    unreachedObservation(examination, ["too_large"]) ??
    logged(examination) ??
    saidObservation(examination, said),
};

function answered(examination: Examination): Observation | undefined {
  for (const delivery of notifyDeliveries(examination)) {
    if (delivery.probe === "webhook") continue;
    const { status, probe } = delivery;
    // A forged notification is rightly refused: what stands around the word would stand around `success`, too.
    const body = probe === undefined ? delivery.body : delivery.body?.replace(refusal, "$1success$2");
    if (status !== 200 || body === undefined || body === "success" || refusedByGuard(delivery)) continue;
    const isUtf16 = delivery.bytes?.includes("\0") === true;
    if (probe !== undefined && !isUtf16 && isOwnWords(body)) continue;
    const problem = isUtf16 ? { zh: "是 UTF-16 编码", en: "is in UTF-16" } : problemOf(body);
    return {
      // Of a page it is not proven that a true notification would get it, too.
      confidence: probe === undefined || body.trim() === "success" ? "proven" : "likely",
      proof: { text: { zh: `应答的正文${problem.zh}`, en: `The body of the answer ${problem.en}` } },
    };
  }
  return undefined;
}

// What a program may say to a forged notification; what it says to a true one is not known from it.
function isOwnWords(body: string): boolean {
  const isOdd = body.startsWith("\ufeff") || body.includes("<") || phpMessage.test(body);
  return !isOdd && body.trim() !== "success" && body.trim() !== "";
}

function problemOf(body: string): { zh: string; en: string } {
  if (body.startsWith("\ufeff")) return { zh: "以 BOM（EF BB BF）开头", en: "begins with a BOM (EF BB BF)" };
  if (body.trim() === "success") return { zh: "在 success 前后有空白", en: "has white space around success" };
  if (/<(?:html|!doctype|body|div|br)/iu.test(body)) return { zh: "是 HTML 页面", en: "is an HTML page" };
  if (phpMessage.test(body)) return { zh: "里有 PHP 的提示", en: "holds a message of PHP" };
  if (body === "") return { zh: "是空的", en: "is empty" };
  return { zh: `是“${ascii(body)}”`, en: `is “${ascii(body)}”` };
}

function ascii(body: string): string {
  return body.slice(0, 40).replace(/[^\x20-\x7e]/gu, "?");
}

// Answers of 200 with another size, sent again by the notifier.
function logged(examination: Examination): Observation | undefined {
  const wrong = notifyDeliveries(examination).filter(isWrongSize);
  const [first] = wrong;
  if (first?.entry === undefined) return undefined;
  const { bytes } = first.entry;
  return {
    confidence: wrong.length > 1 ? "likely" : "possible",
    proof: {
      text: {
        zh: `${first.where.zh} 回答了 ${bytes} 字节，success 只有 7 字节${wrong.length > 1 ? `；共 ${wrong.length} 次` : ""}`,
        en: `${first.where.en} was answered with ${bytes} bytes; success has 7${wrong.length > 1 ? `; ${wrong.length} times` : ""}`,
      },
    },
  };
}

function isWrongSize({ status, entry }: Delivery): boolean {
  return status === 200 && entry?.bytes !== undefined && entry.bytes !== 7;
}
