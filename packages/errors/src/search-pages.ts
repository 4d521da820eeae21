// Prose search over all pages in one language. Scans the loaded prose: some hundred thousand characters, a few
// milliseconds, and no index to keep fresh. The exact code is findCode's business; here it is one term among others.
import { codeTable } from "./code-table.ts";
import type { PageLanguage } from "./page.ts";
import { causeProse, codeProse, topicProse, unifiedProse } from "./prose.ts";
import { foldText, searchTerms } from "./search-terms.ts";
import { unifiedErrors } from "./unified-errors.ts";

export type SearchHit = {
  readonly kind: "code" | "cause" | "topic";
  readonly id: string;
  readonly title: string;
  /** Comparable within one answer only; larger is better. */
  readonly score: number;
};

export type SearchDocument = {
  kind: SearchHit["kind"];
  id: string;
  title: string;
  /** Folded text by how much it says about the page: name and questions, title, rest. */
  fields: readonly (readonly [weight: number, text: string])[];
};

// Every term costs a scan of all pages; anybody may send a query to the gateway.
const mostTerms = 64;

const documents = new Map<PageLanguage, readonly SearchDocument[]>();

/** Up to `limit` pages, best first; none where no term occurs. */
export function searchPages(text: string, lang: PageLanguage, limit = 10): readonly SearchHit[] {
  const terms = searchTerms(text.slice(0, 1000)).slice(0, mostTerms);
  if (terms.length === 0) return [];
  const all = searchDocuments(lang);
  const scores = new Map<SearchDocument, number>();
  for (const term of terms) {
    const hits: [SearchDocument, number][] = [];
    for (const document of all) {
      const weight = termWeight(document, term);
      if (weight > 0) hits.push([document, weight]);
    }
    // A term which half of the pages hold says next to nothing; one that few hold says which page is meant.
    const rarity = Math.log(1 + all.length / (hits.length + 1)) * (term.length > 4 ? 1.5 : 1);
    for (const [document, weight] of hits) scores.set(document, (scores.get(document) ?? 0) + weight * rarity);
  }
  return [...scores]
    .map(([{ kind, id, title }, score]) => ({ kind, id, title, score }))
    .sort((a, b) => b.score - a.score)
    .slice(0, limit);
}

/** What is searched, page by page; built once. */
export function searchDocuments(lang: PageLanguage): readonly SearchDocument[] {
  const all = documents.get(lang) ?? buildDocuments(lang);
  documents.set(lang, all);
  return all;
}

// The best field decides, and further fields add a little: a page that says it thrice is not three times as good.
export function termWeight(document: SearchDocument, term: string): number {
  let best = 0;
  let sum = 0;
  for (const [weight, text] of document.fields) {
    if (!text.includes(term)) continue;
    best = Math.max(best, weight);
    sum += weight;
  }
  return best + 0.1 * (sum - best);
}

function buildDocuments(lang: PageLanguage): readonly SearchDocument[] {
  return [...topicDocuments(lang), ...causeDocuments(lang), ...codeDocuments(lang), ...unifiedDocuments(lang)];
}

function topicDocuments(lang: PageLanguage): SearchDocument[] {
  return Object.entries(topicProse()).flatMap(([id, prose]) =>
    prose === undefined
      ? []
      : [
          makeDocument({ kind: "topic", id, title: prose.title[lang] }, [
            [10, prose.questions[lang].join("\n")],
            [6, prose.title[lang]],
            [1, prose[lang]],
          ]),
        ],
  );
}

function causeDocuments(lang: PageLanguage): SearchDocument[] {
  return Object.entries(causeProse()).flatMap(([id, prose]) =>
    prose === undefined
      ? []
      : [
          makeDocument({ kind: "cause", id, title: prose.title[lang] }, [
            [10, prose.keywords[lang].join("\n")],
            [8, prose.title[lang]],
            [6, id],
            [2, prose[lang].happened ?? ""],
            [1, `${prose[lang].confirm}\n${prose[lang].owner}\n${prose[lang].developer}\n${prose[lang].dedecms ?? ""}`],
          ]),
        ],
  );
}

function codeDocuments(lang: PageLanguage): SearchDocument[] {
  return codeTable()
    .filter((policy) => !policy.code.endsWith("*"))
    .map((policy) => {
      const meaning = lang === "zh" ? policy.meaningZh : policy.meaningEn;
      return makeDocument({ kind: "code", id: policy.code, title: meaning }, [
        [8, [policy.code, ...policy.aliases].join("\n")],
        [5, meaning],
        [1, codeProse(policy.namespace)[policy.code]?.[lang] ?? ""],
      ]);
    });
}

function unifiedDocuments(lang: PageLanguage): SearchDocument[] {
  return Object.values(unifiedErrors).map((entry) => {
    const title = lang === "zh" ? entry.titleZh : entry.titleEn;
    const fix = lang === "zh" ? entry.fixZh : entry.fixEn;
    return makeDocument({ kind: "code", id: String(entry.code), title }, [
      [8, `${entry.code}\n${entry.name}`],
      [6, title],
      [1, `${fix.join("\n")}\n${unifiedProse()[String(entry.code)]?.[lang] ?? ""}`],
    ]);
  });
}

function makeDocument(
  page: { kind: SearchHit["kind"]; id: string; title: string },
  fields: readonly (readonly [weight: number, text: string])[],
): SearchDocument {
  return { ...page, fields: fields.map(([weight, text]) => [weight, foldText(text)]) };
}
