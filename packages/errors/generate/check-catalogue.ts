// What pages say about each other: every name used exists, every cause is used, no name is taken twice.
import type { Catalogue, CodePage } from "./read-catalogue.ts";

/** Problems as sentences; none when all is well. */
export function checkCatalogue(catalogue: Catalogue): string[] {
  return [...checkReferences(catalogue), ...checkUse(catalogue), ...checkNames(catalogue)];
}

function checkReferences(catalogue: Catalogue): string[] {
  const causes = new Set(catalogue.causes.map((cause) => cause.name));
  const codes = new Set(catalogue.codes.map((page) => page.code));
  const sources = new Set(Object.keys(catalogue.sources));
  return [
    ...catalogue.codes.flatMap((page) => [
      ...missing("cause", page.causes, causes).map(at(page)),
      ...missing("code", [...page.seeAlso, ...(page.sameAs === undefined ? [] : [page.sameAs])], codes).map(at(page)),
      ...missing(
        "source",
        page.sources.filter((source) => !source.startsWith("http")),
        sources,
      ).map(at(page)),
      ...checkPolicy(catalogue, page).map(at(page)),
    ]),
    ...[...catalogue.unified, ...catalogue.topics].flatMap((page) =>
      missing("cause", page.causes, causes).map(at(page)),
    ),
    ...catalogue.topics.flatMap((page) => missing("code", page.codes, codes).map(at(page))),
  ];
}

function checkPolicy(catalogue: Catalogue, page: CodePage): string[] {
  const problems: string[] = [];
  if (!catalogue.unified.some((entry) => entry.code === page.unified)) {
    problems.push(`number ${page.unified} does not exist`);
  }
  if (typeof page.buyer === "string" && catalogue.buyerTexts[page.buyer] === undefined) {
    problems.push(`text for the buyer ${page.buyer} does not exist`);
  }
  if (page.causes.length > 0 !== (page.causesBasis !== undefined)) {
    problems.push("causes and causes_basis come together");
  }
  if (page.causesOrdered && page.causes.length < 2) problems.push("fewer than two causes have no order");
  return problems;
}

function missing(kind: string, names: readonly string[], known: ReadonlySet<string>): string[] {
  return names.filter((name) => !known.has(name)).map((name) => `${kind} ${name} does not exist`);
}

function at(page: { file: string }): (problem: string) => string {
  return (problem) => `${page.file}: ${problem}`;
}

function checkUse(catalogue: Catalogue): string[] {
  const used = new Set([...catalogue.codes, ...catalogue.unified, ...catalogue.topics].flatMap((page) => page.causes));
  const texts = new Set(catalogue.codes.map((page) => page.buyer));
  const sources = new Set(catalogue.codes.flatMap((page) => page.sources));
  return [
    ...catalogue.causes
      .filter((cause) => !used.has(cause.name) && !cause.raisedByGateway)
      .map((cause) => `${cause.file}: no page names this cause`),
    ...Object.keys(catalogue.buyerTexts)
      .filter((name) => !texts.has(name))
      .map((name) => `buyer-texts.yaml: no code uses ${name}`),
    ...Object.keys(catalogue.sources)
      .filter((name) => !sources.has(name))
      .map((name) => `sources.yaml: no code uses ${name}`),
  ];
}

function checkNames(catalogue: Catalogue): string[] {
  const taken = new Map<string, string>();
  const problems: string[] = [];
  for (const page of catalogue.codes) {
    for (const name of [page.code, ...page.aliases]) {
      const key = `${page.namespace}/${name.toLowerCase()}`;
      const other = taken.get(key);
      if (other !== undefined) problems.push(`${page.file}: ${name} is taken by ${other}`);
      taken.set(key, page.file);
    }
  }
  return problems;
}
