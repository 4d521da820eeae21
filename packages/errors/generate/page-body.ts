// Splits the body of a page: its two languages, and the fixed sections of a cause. Knows Markdown headings and no more.
import { type Bilingual, PageProblem } from "./front-matter.ts";

/** What a cause page says, in reading order. `dedecms` is absent where DedeCMS is not concerned. */
export const sectionHeadings = {
  zh: {
    happened: "发生了什么",
    confirm: "怎么确认",
    owner: "怎么改：站长",
    developer: "怎么改：开发者",
    dedecms: "在织梦里",
  },
  en: {
    happened: "What happened",
    confirm: "How to tell",
    owner: "Fix: site owner",
    developer: "Fix: developer",
    dedecms: "In DedeCMS",
  },
} as const;

export type SectionName = keyof (typeof sectionHeadings)["zh"];
const sectionNames: readonly SectionName[] = ["happened", "confirm", "owner", "developer", "dedecms"];

export type CauseSections = Record<"zh" | "en", Partial<Record<SectionName, string>>>;

/** The parts below `# zh` and `# en`. */
export function readLanguageParts(file: string, body: string): Bilingual {
  const match = /^# zh\n\n([\s\S]+?)\n\n# en\n\n([\s\S]+)$/.exec(body);
  if (match === null) throw new PageProblem(file, "the body must have a part # zh and then a part # en");
  return { zh: (match[1] ?? "").trim(), en: (match[2] ?? "").trim() };
}

/** The sections of a cause page; the same ones in both languages. */
export function readCauseSections(file: string, body: string): CauseSections {
  const parts = readLanguageParts(file, body);
  const zh = sectionsOf(file, "zh", parts.zh);
  const en = sectionsOf(file, "en", parts.en);
  if ((zh.dedecms === undefined) !== (en.dedecms === undefined)) {
    throw new PageProblem(file, "the section on DedeCMS is in one language only");
  }
  return { zh, en };
}

function sectionsOf(file: string, lang: "zh" | "en", part: string): Partial<Record<SectionName, string>> {
  const found: Partial<Record<SectionName, string>> = {};
  for (const block of part.split(/^## /m).slice(1)) {
    const end = block.indexOf("\n");
    const heading = block.slice(0, end).trim();
    const name = sectionNames.find((candidate) => sectionHeadings[lang][candidate] === heading);
    if (name === undefined) throw new PageProblem(file, `unexpected heading ${heading}`);
    found[name] = block.slice(end).trim();
  }
  for (const name of sectionNames) {
    if (name !== "dedecms" && !found[name]) throw new PageProblem(file, `${lang}: section ${name} is missing`);
  }
  return found;
}
