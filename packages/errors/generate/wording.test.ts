// Holds the pages to our own words: nothing repeated over many pages, nothing taken over from the reference texts.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { type CodePage, readCatalogue } from "./read-catalogue.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const catalogue = readCatalogue(root);
const pages = [...catalogue.codes, ...catalogue.unified, ...catalogue.causes, ...catalogue.topics];

function lines(file: string): string[] {
  return readFileSync(`${root}/generate/testdata/${file}`, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
}

function sentences(page: CodePage): string[] {
  const buyer = typeof page.buyer === "string" ? [] : [page.buyer.zh, page.buyer.en];
  const texts = [page.meaning.zh, page.meaning.en, page.body?.zh ?? "", page.body?.en ?? "", ...buyer];
  return texts.flatMap((text) => text.split(/[。；！？\n]|[.;!?](?:\s|$)/)).map((sentence) => sentence.trim());
}

test("every known code has a page of its own", () => {
  const have = new Set(
    catalogue.codes.flatMap((page) => {
      const group = page.namespace === "mapi" ? "mapi" : "openapi";
      return [page.code, ...page.aliases].map((name) => `${group} ${name}`);
    }),
  );
  const known = lines("known-codes.txt");
  expect(known).toHaveLength(683);
  expect(known.filter((name) => !have.has(name))).toEqual([]);
  expect(catalogue.unified).toHaveLength(16);
});

test("no sentence of twelve characters or more stands on more than a handful of code pages", () => {
  const uses = new Map<string, Set<string>>();
  for (const page of catalogue.codes) {
    for (const sentence of sentences(page)) {
      if ([...sentence].length < 12) continue;
      uses.set(sentence, (uses.get(sentence) ?? new Set()).add(page.file));
    }
  }
  const repeated = [...uses]
    .filter(([, files]) => files.size > 4)
    .map(([sentence, files]) => `${files.size} × ${sentence}`);
  expect(repeated).toEqual([]);
});

test("no two codes of a namespace have the same meaning", () => {
  const seen = new Map<string, string>();
  const twice: string[] = [];
  for (const page of catalogue.codes) {
    for (const meaning of [page.meaning.zh, page.meaning.en]) {
      const key = `${page.namespace} ${meaning}`;
      const other = seen.get(key);
      if (other !== undefined) twice.push(`${page.code} and ${other}: ${meaning}`);
      seen.set(key, page.code);
    }
  }
  expect(twice).toEqual([]);
});

test("no sentence of the reference texts is repeated", () => {
  const byStart = new Map<string, [length: number, hash: string][]>();
  for (const line of lines("reference-sentences.txt")) {
    const [start = "", length = "", whole = ""] = line.split(" ");
    byStart.set(start, [...(byStart.get(start) ?? []), [Number(length), whole]]);
  }
  const copied: string[] = [];
  for (const { file } of pages) {
    const text = readFileSync(file, "utf8")
      .replace(/^aliases: .*$/m, "")
      .replace(/\s+/g, " ");
    for (let index = 0; index + 20 <= text.length; index++) {
      for (const [length, whole] of byStart.get(shortHash(text.slice(index, index + 20))) ?? []) {
        const found = text.slice(index, index + length);
        if (shortHash(found) === whole) copied.push(`${file}: ${found}`);
      }
    }
  }
  expect(copied).toEqual([]);
}, 60_000);

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 10);
}

test("pages use no Markdown beyond paragraphs, lists and code", () => {
  const bodies = [
    ...catalogue.codes.map((page) => [page.file, page.body] as const),
    ...[...catalogue.unified, ...catalogue.topics].map((page) => [page.file, page.body] as const),
    ...catalogue.causes.flatMap((page) => [
      [
        page.file,
        { zh: Object.values(page.sections.zh).join("\n"), en: Object.values(page.sections.en).join("\n") },
      ] as const,
    ]),
  ];
  const strangers = bodies.flatMap(([file, body]) =>
    Object.values(body ?? {})
      .flatMap((text) => text.split("\n"))
      .filter((line) => /^#|^\s+\S|\*\*|^>|^\||\]\(|^```/.test(line) || (line.split("`").length - 1) % 2 === 1)
      .map((line) => `${file}: ${line}`),
  );
  expect(strangers).toEqual([]);
});

test("texts that carry a tab, a line break or a bar cannot slip into the table", () => {
  const risky = catalogue.codes.flatMap((page) => {
    const buyer = typeof page.buyer === "string" ? [] : [page.buyer.zh, page.buyer.en];
    return [...page.aliases, page.meaning.zh, page.meaning.en, ...buyer].filter((text) => /[\t\n|]/.test(text));
  });
  expect(risky).toEqual([]);
});
