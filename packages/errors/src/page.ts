// The pages of the catalogue as programs get them: plain data in one language, ready for JSON. Must not know how they are shown.
import type { CodePolicy } from "./code-policy.ts";
import type { UnifiedError } from "./unified-code.ts";

export type PageLanguage = "zh" | "en";

/** A page which another page points to. */
export type PageLink = {
  readonly kind: "code" | "cause" | "topic";
  readonly id: string;
  readonly title: string;
  /** For a cause: what the owner of the site does about it, in a sentence or two. */
  readonly fix?: string;
};

/** A code of Alipay. `body` is Markdown (paragraphs, lists, `code`) and empty where there is nothing to add. */
export type CodePage = {
  readonly kind: "code";
  readonly id: string;
  readonly lang: PageLanguage;
  readonly title: string;
  readonly policy: CodePolicy;
  readonly body: string;
  /** The code of which this is another spelling; the body is that code's where this page has none. */
  readonly sameAs?: string;
  readonly replyCode?: string;
  readonly services: readonly string[];
  readonly causes: readonly PageLink[];
  /** `reported`: somebody met these causes; `reasoned`: they only follow from the meaning. */
  readonly causesBasis?: "reported" | "reasoned";
  readonly seeAlso: readonly PageLink[];
  readonly sources: readonly string[];
};

/** One of the sixteen numbers of our own API. */
export type UnifiedPage = {
  readonly kind: "unified";
  readonly id: string;
  readonly lang: PageLanguage;
  readonly title: string;
  readonly entry: UnifiedError;
  readonly body: string;
  readonly causes: readonly PageLink[];
};

export type CauseSection = { readonly name: CauseSectionName; readonly heading: string; readonly text: string };
export type CauseSectionName = "happened" | "confirm" | "owner" | "developer" | "dedecms";

/** A cause: what happened, how to tell, how to put it right. */
export type CausePage = {
  readonly kind: "cause";
  readonly id: string;
  readonly lang: PageLanguage;
  readonly title: string;
  /** The doctor's check which finds it; else either `noCheck` says why no machine can, or the gateway finds it as it runs. */
  readonly check?: string;
  readonly noCheck?: string;
  readonly raisedByGateway?: true;
  readonly sections: readonly CauseSection[];
  /** Codes which this cause explains. */
  readonly codes: readonly PageLink[];
};

/** A question people ask, answered across codes. */
export type TopicPage = {
  readonly kind: "topic";
  readonly id: string;
  readonly lang: PageLanguage;
  readonly title: string;
  readonly body: string;
  readonly codes: readonly PageLink[];
  readonly causes: readonly PageLink[];
};

export type CataloguePage = CodePage | UnifiedPage | CausePage | TopicPage;
