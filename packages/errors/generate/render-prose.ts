// Writes the prose which is loaded on demand: one JSON file a kind of page.
import { type Catalogue, type CausePage, type CodePage, namespaces } from "./read-catalogue.ts";

/** generated/*.json by name. */
export function renderProse(catalogue: Catalogue): [name: string, text: string][] {
  const codes = catalogue.codes.filter((page) => !page.code.endsWith("*"));
  return [
    ...namespaces.map((namespace): [string, string] => [
      `generated/codes-${namespace}.json`,
      toJson(codes.filter((page) => page.namespace === namespace).map((page) => [page.code, codeProse(page)])),
    ]),
    [
      "generated/unified.json",
      toJson(catalogue.unified.map((page) => [String(page.code), { causes: page.causes, ...page.body }])),
    ],
    ["generated/causes.json", toJson(catalogue.causes.map((page) => [page.name, causeProse(page)]))],
    [
      "generated/topics.json",
      toJson(
        catalogue.topics.map(({ name, title, questions, codes: named, causes, body }) => [
          name,
          { title, questions, codes: named, causes, ...body },
        ]),
      ),
    ],
    ["generated/sources.json", toJson(Object.entries(catalogue.sources))],
  ];
}

function codeProse(page: CodePage): object {
  return {
    ...(page.sameAs === undefined ? {} : { sameAs: page.sameAs }),
    ...(page.replyCode === undefined ? {} : { replyCode: page.replyCode }),
    ...(page.services.length === 0 ? {} : { services: page.services }),
    ...(page.causesBasis === undefined ? {} : { causesBasis: page.causesBasis }),
    ...(page.seeAlso.length === 0 ? {} : { seeAlso: page.seeAlso }),
    sources: page.sources,
    ...page.body,
  };
}

function causeProse(page: CausePage): object {
  return {
    title: page.title,
    ...(page.check === undefined ? {} : { check: page.check }),
    ...(page.noCheck === undefined ? {} : { noCheck: page.noCheck }),
    ...(page.raisedByGateway ? { raisedByGateway: true } : {}),
    keywords: page.keywords,
    ...page.sections,
  };
}

// One entry a line, so that a change to one page is one line of a diff.
function toJson(entries: readonly (readonly [name: string, value: unknown])[]): string {
  return `{\n${entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(",\n")}\n}\n`;
}
