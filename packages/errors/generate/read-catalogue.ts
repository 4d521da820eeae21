// Reads the pages of packages/errors into one model. Checks each page by itself; what pages say about each other is
// checked in check-catalogue.ts.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type Bilingual, type Fields, isRecord, PageProblem, readFrontMatter } from "./front-matter.ts";
import { type CauseSections, readCauseSections, readLanguageParts } from "./page-body.ts";

export const namespaces = ["mapi", "openapi", "client"] as const;
const retries = ["never", "same_request", "after_fix", "backoff"];
const moneyEffects = ["none", "unknown", "moved"];
const owners = ["merchant", "buyer", "alipay", "network", "site"];

export type CodePage = {
  file: string;
  code: string;
  namespace: string;
  aliases: string[];
  /** The code of which this one is another spelling. */
  sameAs: string | undefined;
  meaning: Bilingual;
  /** The outer code of an OpenAPI reply. */
  replyCode: string | undefined;
  services: string[];
  unified: number;
  retry: string;
  money: string;
  owner: string;
  /** Name of a shared text, or the page's own. */
  buyer: string | Bilingual;
  causes: string[];
  /** `reported`: somebody met them; `reasoned`: they follow from the meaning only. */
  causesBasis: string | undefined;
  causesOrdered: boolean;
  seeAlso: string[];
  sources: string[];
  inferred: boolean;
  body: Bilingual | undefined;
};

export type UnifiedPage = {
  file: string;
  code: number;
  name: string;
  title: Bilingual;
  status: number;
  retry: string;
  money: string;
  owner: string;
  buyer: Bilingual;
  fix: { zh: string[]; en: string[] };
  causes: string[];
  body: Bilingual;
};

export type CausePage = {
  file: string;
  name: string;
  title: Bilingual;
  /** The check of the doctor which finds it (same name), or why no machine can; the gateway finds some as it runs, too. */
  check: string | undefined;
  noCheck: Bilingual | undefined;
  raisedByGateway: boolean;
  keywords: { zh: string[]; en: string[] };
  sections: CauseSections;
};

export type TopicPage = {
  file: string;
  name: string;
  title: Bilingual;
  questions: { zh: string[]; en: string[] };
  codes: string[];
  causes: string[];
  body: Bilingual;
};

export type Catalogue = {
  codes: CodePage[];
  unified: UnifiedPage[];
  causes: CausePage[];
  topics: TopicPage[];
  buyerTexts: Record<string, Bilingual>;
  sources: Record<string, Bilingual & { url?: string }>;
};

/** Reads everything below `root` (the folder of the package); throws PageProblem at the first page which cannot be read. */
export function readCatalogue(root: string): Catalogue {
  return {
    codes: namespaces.flatMap((namespace) =>
      pagesIn(join(root, "codes", namespace)).map((page) => readCode(namespace, page)),
    ),
    unified: pagesIn(join(root, "codes", "unified")).map(readUnified),
    causes: pagesIn(join(root, "causes")).map(readCause),
    topics: pagesIn(join(root, "topics")).map(readTopic),
    buyerTexts: readTexts(join(root, "buyer-texts.yaml")),
    sources: readTexts(join(root, "sources.yaml")),
  };
}

type Source = { file: string; name: string; fields: Fields; body: string };

function pagesIn(folder: string): Source[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => {
      const file = join(folder, name);
      return { file, name: name.slice(0, -3), ...readFrontMatter(file, readFileSync(file, "utf8")) };
    });
}

function readCode(namespace: string, { file, name, fields, body }: Source): CodePage {
  fields.only(
    "code namespace aliases same_as meaning reply_code services unified money retry owner buyer causes causes_basis causes_ordered see_also source knowledge",
  );
  const code = fields.text("code");
  if (name !== code && !name.startsWith("_default")) {
    throw new PageProblem(file, `the file must be named for its code ${code}`);
  }
  if (fields.text("namespace") !== namespace) throw new PageProblem(file, `namespace must be ${namespace}`);
  const buyer = fields.raw("buyer");
  return {
    file,
    code,
    namespace,
    aliases: fields.texts("aliases"),
    sameAs: fields.has("same_as") ? fields.text("same_as") : undefined,
    meaning: fields.bilingual("meaning"),
    replyCode: fields.has("reply_code") ? fields.text("reply_code") : undefined,
    services: fields.texts("services"),
    unified: fields.integer("unified"),
    retry: fields.oneOf("retry", retries),
    money: fields.oneOf("money", moneyEffects),
    owner: fields.oneOf("owner", owners),
    buyer: typeof buyer === "string" ? buyer : fields.bilingual("buyer"),
    causes: fields.texts("causes"),
    causesBasis: fields.has("causes_basis") ? fields.oneOf("causes_basis", ["reported", "reasoned"]) : undefined,
    causesOrdered: fields.flag("causes_ordered"),
    seeAlso: fields.texts("see_also"),
    sources: fields.texts("source"),
    inferred: fields.oneOf("knowledge", ["known", "inferred"]) === "inferred",
    body: body === "" ? undefined : readLanguageParts(file, body),
  };
}

function readUnified({ file, name, fields, body }: Source): UnifiedPage {
  fields.only("code name title status retry money owner buyer fix causes");
  const code = fields.integer("code");
  if (name !== String(code)) throw new PageProblem(file, `the file must be named ${code}.md`);
  return {
    file,
    code,
    name: fields.text("name"),
    title: fields.bilingual("title"),
    status: fields.integer("status"),
    retry: fields.oneOf("retry", retries),
    money: fields.oneOf("money", moneyEffects),
    owner: fields.oneOf("owner", owners),
    buyer: fields.bilingual("buyer"),
    fix: fields.bilingualTexts("fix"),
    causes: fields.texts("causes"),
    body: readLanguageParts(file, body),
  };
}

function readCause({ file, name, fields, body }: Source): CausePage {
  fields.only("name title check no_check raised_by keywords");
  if (fields.text("name") !== name) throw new PageProblem(file, "the file must be named for its cause");
  if (fields.has("check") && fields.has("no_check")) throw new PageProblem(file, "has both check and no_check");
  if (fields.has("no_check") && fields.has("raised_by")) throw new PageProblem(file, "has both no_check and raised_by");
  if (!["check", "no_check", "raised_by"].some((key) => fields.has(key))) {
    throw new PageProblem(file, "needs check, raised_by or both, or no_check");
  }
  return {
    file,
    name,
    title: fields.bilingual("title"),
    check: fields.has("check") ? fields.oneOf("check", [name]) : undefined,
    noCheck: fields.has("no_check") ? fields.bilingual("no_check") : undefined,
    raisedByGateway: fields.has("raised_by") && fields.oneOf("raised_by", ["gateway"]) === "gateway",
    keywords: fields.has("keywords") ? fields.bilingualTexts("keywords") : { zh: [], en: [] },
    sections: readCauseSections(file, body),
  };
}

function readTopic({ file, name, fields, body }: Source): TopicPage {
  fields.only("name title questions codes causes");
  if (fields.text("name") !== name) throw new PageProblem(file, "the file must be named for its topic");
  return {
    file,
    name,
    title: fields.bilingual("title"),
    questions: fields.bilingualTexts("questions"),
    codes: fields.texts("codes"),
    causes: fields.texts("causes"),
    body: readLanguageParts(file, body),
  };
}

function readTexts(file: string): Record<string, Bilingual & { url?: string }> {
  return Object.fromEntries(
    Object.entries(readMapping(file)).map(([name, text]) => {
      if (!isRecord(text) || typeof text["zh"] !== "string" || typeof text["en"] !== "string") {
        throw new PageProblem(file, `${name} must have zh and en`);
      }
      const url = text["url"];
      return [name, { zh: text["zh"], en: text["en"], ...(typeof url === "string" ? { url } : {}) }];
    }),
  );
}

function readMapping(file: string): Record<string, unknown> {
  const values: unknown = parse(readFileSync(file, "utf8"));
  if (!isRecord(values)) throw new PageProblem(file, "must be a mapping");
  return values;
}
