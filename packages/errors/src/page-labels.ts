// The fixed words around a page in both languages: what a policy means for a person who reads it.
import type { CodeNamespace } from "./code-policy.ts";
import type { CausePage, PageLanguage } from "./page.ts";
import type { ErrorOwner, MoneyEffect, RetryPolicy } from "./unified-code.ts";

type Labels = {
  readonly money: Record<MoneyEffect, string>;
  readonly retry: Record<RetryPolicy, string>;
  /** In place of `backoff` where money may have moved: a repeated refund could go out twice. */
  readonly queryFirst: string;
  readonly owner: Record<ErrorOwner, string>;
  readonly namespace: Record<CodeNamespace, string>;
  readonly words: Record<Word, string>;
};

type Word =
  | "money"
  | "retry"
  | "owner"
  | "number"
  | "status"
  | "name"
  | "services"
  | "replyCode"
  | "aliases"
  | "sameAs"
  | "causes"
  | "ordered"
  | "unordered"
  | "reported"
  | "reasoned"
  | "buyer"
  | "fix"
  | "seeAlso"
  | "codes"
  | "sources"
  | "inferred"
  | "checked"
  | "unchecked"
  | "raised"
  | "search"
  | "nothingFound"
  | "results"
  | "catalogue"
  | "searchButton"
  | "nearest"
  | "unknownCode"
  | "topics"
  | "sixteen"
  | "allCauses"
  | "start";

/** Who finds a cause: the doctor, the gateway as it runs or both; or nobody, and why. */
export function whoFinds(page: CausePage): string {
  const { words } = pageLabels[page.lang];
  if (page.noCheck !== undefined) return `${words.unchecked}${page.noCheck}`;
  const both = page.check === undefined ? [] : [words.checked];
  if (page.raisedByGateway === true) both.push(words.raised);
  return both.join(page.lang === "zh" ? "；" : "; ");
}

export const pageLabels: Readonly<Record<PageLanguage, Labels>> = {
  zh: {
    money: { none: "没有变动", unknown: "可能已经变动，查询之前不要当作失败", moved: "已经付过了" },
    retry: {
      never: "不要重试",
      same_request: "可以原样立即重试",
      after_fix: "改好之后再试",
      backoff: "等一会儿再原样重试",
    },
    queryFirst: "先查询结果；查到确实没有成功，再用原来的单号重试",
    owner: { merchant: "商家", buyer: "买家", alipay: "支付宝", network: "网络", site: "网站程序" },
    namespace: { mapi: "老网关（合作者接口）", openapi: "开放平台", client: "买家的手机或收银台" },
    words: {
      money: "钱",
      retry: "重试",
      owner: "谁来处理",
      number: "统一编号",
      status: "HTTP 状态",
      name: "名称",
      services: "出现在",
      replyCode: "外层代码",
      aliases: "也写作",
      sameAs: "等同于",
      causes: "可能的原因",
      ordered: "按常见程度排列",
      unordered: "不分先后",
      reported: "有人遇到过",
      reasoned: "由含义推断",
      buyer: "给买家看的话",
      fix: "怎么办",
      seeAlso: "相关代码",
      codes: "会出现的代码",
      sources: "出处",
      inferred: "含义是从代码名称推断的，没有找到支付宝的说明",
      checked: "医生能查出它：dedepay diagnose",
      unchecked: "机器查不出：",
      raised: "网关在运行中自己发现，记为异常：dedepay incident list",
      search: "搜索代码或现象",
      nothingFound: "没有找到，换几个字试试",
      results: "搜索结果",
      catalogue: "支付宝错误目录",
      searchButton: "搜索",
      nearest: "也许是这些",
      unknownCode: "目录里没有这个代码",
      topics: "常见问题",
      sixteen: "网关的十六个编号",
      allCauses: "全部原因",
      start: "目录",
    },
  },
  en: {
    money: {
      none: "did not move",
      unknown: "may have moved: query before calling it failed",
      moved: "is paid already",
    },
    retry: {
      never: "do not",
      same_request: "at once, unchanged",
      after_fix: "after the correction",
      backoff: "later, unchanged",
    },
    queryFirst: "query first; only where it certainly failed, again under the same numbers",
    owner: { merchant: "the merchant", buyer: "the buyer", alipay: "Alipay", network: "the network", site: "the site" },
    namespace: { mapi: "partner gateway", openapi: "OpenAPI", client: "the buyer's phone or cashier page" },
    words: {
      money: "Money",
      retry: "Retry",
      owner: "Who acts",
      number: "Number",
      status: "HTTP status",
      name: "Name",
      services: "Seen in",
      replyCode: "Outer code",
      aliases: "Also written",
      sameAs: "Same as",
      causes: "Possible causes",
      ordered: "most frequent first",
      unordered: "in no order",
      reported: "people met them",
      reasoned: "by the meaning of the code",
      buyer: "What the buyer reads",
      fix: "What to do",
      seeAlso: "Related codes",
      codes: "Codes it shows as",
      sources: "Sources",
      inferred: "the meaning was read from the name; no text of Alipay was found",
      checked: "the doctor can find it: dedepay diagnose",
      unchecked: "no machine can find it: ",
      raised: "the gateway finds it as it runs, as an incident: dedepay incident list",
      search: "Search a code or a symptom",
      nothingFound: "Nothing found; try other words",
      results: "Results",
      catalogue: "Alipay error catalogue",
      searchButton: "Search",
      nearest: "Perhaps one of these",
      unknownCode: "The catalogue does not hold this code",
      topics: "Questions people ask",
      sixteen: "The sixteen numbers of the gateway",
      allCauses: "All causes",
      start: "Contents",
    },
  },
};
