// Reads the pages of packages/errors into one model: codes, the sixteen, texts for the buyer. Checks each page by itself;
// what pages say about each other is checked in check-catalogue.ts.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type Bilingual, isRecord, PageProblem, readFrontMatter } from "./front-matter.ts";

export const namespaces = ["mapi", "openapi", "client"] as const;
const retries = ["never", "same_request", "after_fix", "backoff"];
const moneyEffects = ["none", "unknown", "moved"];
const owners = ["merchant", "buyer", "alipay", "network", "site"];

export type CodePage = {
  file: string;
  code: string;
  namespace: string;
  aliases: string[];
  meaning: Bilingual;
  unified: number;
  retry: string;
  money: string;
  owner: string;
  /** Name of a shared text, or the page's own. */
  buyer: string | Bilingual | undefined;
  causes: string[];
  causesOrdered: boolean;
  inferred: boolean;
  body: string;
};

export type UnifiedPage = {
  code: number;
  name: string;
  title: Bilingual;
  status: number;
  retry: string;
  money: string;
  owner: string;
  buyer: Bilingual;
  fix: { zh: string[]; en: string[] };
  body: string;
};

export type Catalogue = {
  codes: CodePage[];
  unified: UnifiedPage[];
  buyerTexts: Record<string, Bilingual>;
};

/** Reads everything below `root` (the folder of the package). */
export function readCatalogue(root: string): Catalogue {
  return {
    codes: namespaces.flatMap((namespace) =>
      pagesIn(join(root, "codes", namespace)).map((page) => readCode(namespace, page)),
    ),
    unified: pagesIn(join(root, "codes", "unified")).map(readUnified),
    buyerTexts: readBuyerTexts(join(root, "buyer-texts.yaml")),
  };
}

type Source = { file: string; name: string; text: string };

function pagesIn(folder: string): Source[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => ({
      file: join(folder, name),
      name: name.slice(0, -3),
      text: readFileSync(join(folder, name), "utf8"),
    }));
}

function readCode(namespace: string, page: Source): CodePage {
  const { fields, body } = readFrontMatter(page.file, page.text);
  const code = fields.text("code");
  if (page.name !== code && !page.name.startsWith("_default")) {
    throw new PageProblem(page.file, `the file must be named for its code ${code}`);
  }
  if (fields.text("namespace") !== namespace) throw new PageProblem(page.file, `namespace must be ${namespace}`);
  const buyer = fields.raw("buyer");
  return {
    file: page.file,
    code,
    namespace,
    aliases: fields.texts("aliases"),
    meaning: fields.bilingual("meaning"),
    unified: fields.integer("unified"),
    retry: fields.oneOf("retry", retries),
    money: fields.oneOf("money", moneyEffects),
    owner: fields.oneOf("owner", owners),
    buyer: buyer === undefined ? undefined : typeof buyer === "string" ? buyer : fields.bilingual("buyer"),
    causes: fields.texts("causes"),
    causesOrdered: fields.flag("causes_ordered"),
    inferred: fields.oneOf("knowledge", ["known", "inferred"]) === "inferred",
    body,
  };
}

function readUnified(page: Source): UnifiedPage {
  const { fields, body } = readFrontMatter(page.file, page.text);
  const code = fields.integer("code");
  if (page.name !== String(code)) throw new PageProblem(page.file, `the file must be named ${code}.md`);
  return {
    code,
    name: fields.text("name"),
    title: fields.bilingual("title"),
    status: fields.integer("status"),
    retry: fields.oneOf("retry", retries),
    money: fields.oneOf("money", moneyEffects),
    owner: fields.oneOf("owner", owners),
    buyer: fields.bilingual("buyer"),
    fix: fields.bilingualTexts("fix"),
    body,
  };
}

function readBuyerTexts(file: string): Record<string, Bilingual> {
  const values: unknown = parse(readFileSync(file, "utf8"));
  if (!isRecord(values)) throw new PageProblem(file, "must be a mapping");
  return Object.fromEntries(
    Object.entries(values).map(([name, text]) => {
      if (!isRecord(text) || typeof text["zh"] !== "string" || typeof text["en"] !== "string") {
        throw new PageProblem(file, `${name} must have zh and en`);
      }
      return [name, { zh: text["zh"], en: text["en"] }];
    }),
  );
}
