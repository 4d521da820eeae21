// Writes the catalogue as a PHP array for the DedeCMS drop-in: ASCII bytes only (the file must not care whether the site is
// GBK or UTF-8), and nothing that PHP 5.3 does not know. Values are UTF-8; a GBK site converts them.
import { type Catalogue, type CodePage, namespaces } from "./read-catalogue.ts";

const head = "<?php\n// Written by `npm run generate -w packages/errors`. Do not edit. Texts are UTF-8.\n";

/** generated/codes.php: `codes` by code (unified number, meaning, names of causes) and `fixes` (a cause's fix for owners). */
export function renderPhp(catalogue: Catalogue): string {
  const codes = new Map<string, string>();
  for (const namespace of namespaces) {
    for (const page of catalogue.codes.filter((one) => one.namespace === namespace && !one.code.endsWith("*"))) {
      // The drop-in speaks the partner protocol, which comes first: its meaning wins over a namesake's.
      for (const name of [page.code, ...page.aliases]) if (!codes.has(name)) codes.set(name, codeRow(page));
    }
  }
  const fixes = catalogue.causes.map((page) => [page.name, phpText(page.sections.zh.owner ?? page.title.zh)] as const);
  return `${head}return array(\n'codes' => ${phpArray([...codes])},\n'fixes' => ${phpArray(fixes)},\n);\n`;
}

function codeRow(page: CodePage): string {
  const causes = page.causes.map(phpText).join(", ");
  return `array(${page.unified}, ${phpText(page.meaning.zh)}, array(${causes}))`;
}

function phpArray(rows: readonly (readonly [key: string, value: string])[]): string {
  return `array(\n${rows.map(([key, value]) => `${phpText(key)} => ${value},\n`).join("")})`;
}

/** A double-quoted string in which every byte that is not plain ASCII text is an escape. */
function phpText(text: string): string {
  const escaped = [...Buffer.from(text, "utf8")].map((byte) => {
    const character = String.fromCharCode(byte);
    if (byte < 0x20 || byte > 0x7e) return `\\x${byte.toString(16).padStart(2, "0")}`;
    return /["\\$]/.test(character) ? `\\${character}` : character;
  });
  return `"${escaped.join("")}"`;
}
