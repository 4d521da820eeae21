// Writes the tables which every program loads: small, typed, one line a code so that a change reads well in a diff.
import type { Bilingual } from "./front-matter.ts";
import { type Catalogue, type CodePage, namespaces } from "./read-catalogue.ts";

const head = "// Written by `npm run generate -w packages/errors` from codes/. Do not edit.\n";

/** src/generated/code-table.ts: tab-separated rows, decoded on first use by src/code-table.ts. */
export function renderCodeTable(catalogue: Catalogue): string {
  const buyer = Object.entries(catalogue.buyerTexts).map(([name, text]) => [name, text.zh, text.en].join("\t"));
  const parts = namespaces.map((namespace) => {
    const rows = catalogue.codes.filter((page) => page.namespace === namespace).map(codeRow);
    return `  ${namespace}: ${templateLiteral(rows)},\n`;
  });
  return `${head}
// code, aliases, unified, retry, money, owner, causes (= ordered, - not), known or inferred, text for the buyer, meaning zh, meaning en
export const codeRows: Readonly<Record<"mapi" | "openapi" | "client", string>> = {
${parts.join("")}};

// name, zh, en
export const buyerTextRows: string = ${templateLiteral(buyer)};
`;
}

function codeRow(page: CodePage): string {
  return [
    page.code,
    page.aliases.join("|"),
    String(page.unified),
    page.retry,
    page.money,
    page.owner,
    (page.causesOrdered ? "=" : "-") + page.causes.join(","),
    page.inferred ? "inferred" : "known",
    buyerField(page.buyer),
    page.meaning.zh,
    page.meaning.en,
  ].join("\t");
}

function buyerField(buyer: string | Bilingual): string {
  return typeof buyer === "string" ? buyer : `${buyer.zh}|${buyer.en}`;
}

function templateLiteral(rows: readonly string[]): string {
  const escaped = rows.map((row) => row.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${"));
  return `\`\n${escaped.join("\n")}\n\``;
}

/** src/generated/unified-table.ts: the sixteen as plain data. */
export function renderUnifiedTable(catalogue: Catalogue): string {
  const entries = catalogue.unified.map((page) => {
    const value = {
      code: page.code,
      name: page.name,
      titleZh: page.title.zh,
      titleEn: page.title.en,
      status: page.status,
      retry: page.retry,
      money: page.money,
      owner: page.owner,
      buyerZh: page.buyer.zh,
      buyerEn: page.buyer.en,
      fixZh: page.fix.zh,
      fixEn: page.fix.en,
    };
    return `  ${page.code}: ${JSON.stringify(value, undefined, 2).replaceAll("\n", "\n  ")},\n`;
  });
  return `${head}import type { UnifiedCode, UnifiedError } from "../unified-code.ts";

export const unifiedTable: Readonly<Record<UnifiedCode, UnifiedError>> = {
${entries.join("")}};
`;
}
