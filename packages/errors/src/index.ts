// Every Alipay error code, its causes and what to do about them.
export { type CodeNamespace, type CodePolicy, codeNamespaces } from "./code-policy.ts";
export { type BilingualText, DedepayError, type DedepayErrorOptions } from "./dedepay-error.ts";
export { findCode, findCodes, policyOf } from "./find-code.ts";
export { type ListedPage, listPages } from "./list-pages.ts";
export { loadCodePage, loadPage } from "./load-page.ts";
export { codePages, type LookUp, lookUp, type UnknownCode, unknownCode } from "./look-up.ts";
export { nearestCodes } from "./nearest-codes.ts";
export type {
  CataloguePage,
  CausePage,
  CauseSection,
  CauseSectionName,
  CodePage,
  PageLanguage,
  PageLink,
  TopicPage,
  UnifiedPage,
} from "./page.ts";
export { type PageHtmlOptions, pageHref } from "./page-frame.ts";
export { explanationJson, renderExplanation } from "./render-explanation.ts";
export { renderPageHtml } from "./render-page-html.ts";
export { renderIndexHtml, renderSearchHtml, renderUnknownCodeHtml } from "./render-search-html.ts";
export { type SearchIndex, searchIndex } from "./search-index.ts";
export { type SearchHit, searchPages } from "./search-pages.ts";
export type { ErrorOwner, MoneyEffect, RetryPolicy, UnifiedCode, UnifiedError } from "./unified-code.ts";
export { isUnifiedCode, unifiedErrors } from "./unified-errors.ts";
