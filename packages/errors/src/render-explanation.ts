// A page as text for a terminal, and as plain data for `--json`. Must not know the terminal: colour is asked for.
import { assertNever } from "./assert-never.ts";
import { type MarkdownBlock, markdownBlocks, markdownSpans } from "./markdown-blocks.ts";
import type { CataloguePage, PageLanguage, PageLink } from "./page.ts";
import { pageFacts, pageLinks } from "./page-facts.ts";
import { pageLabels, whoFinds } from "./page-labels.ts";

type Paint = { readonly bold: Painter; readonly dim: Painter; readonly heading: Painter; readonly code: Painter };
type Painter = (text: string) => string;

const plain: Paint = { bold: same, dim: same, heading: same, code: same };
const coloured: Paint = { bold: sgr("1"), dim: sgr("2"), heading: sgr("1;36"), code: sgr("33") };

/** What `dedepay explain` prints. `lang` chooses the fixed words; the page brings its own language. */
export function renderExplanation(page: CataloguePage, options: { lang?: PageLanguage; color?: boolean } = {}): string {
  const paint = options.color === true ? coloured : plain;
  const { words } = pageLabels[options.lang ?? page.lang];
  const parts = [`${paint.bold(page.id)}\n${page.title}`, facts(page, paint), text(page, paint)];
  for (const [heading, links] of pageLinks(page)) parts.push(linkList(heading, links, paint));
  if (page.kind === "code" || page.kind === "unified") {
    parts.push(`${paint.heading(words.buyer)}\n  ${buyerText(page)}`);
  }
  if (page.kind === "cause") {
    parts.push(paint.dim(whoFinds(page)));
  }
  if (page.kind === "code") {
    if (page.policy.inferred) parts.push(paint.dim(words.inferred));
    if (page.sources.length > 0) {
      parts.push(paint.dim(`${words.sources}\n${page.sources.map((source) => `  ${source}`).join("\n")}`));
    }
  }
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** The page as JSON-ready data: everything the text says, in the names of our API. */
export function explanationJson(page: CataloguePage): Record<string, unknown> {
  const head = { kind: page.kind, id: page.id, lang: page.lang, title: page.title };
  switch (page.kind) {
    case "code": {
      const { policy } = page;
      return {
        ...head,
        namespace: policy.namespace,
        aliases: policy.aliases,
        same_as: page.sameAs ?? null,
        reply_code: page.replyCode ?? null,
        services: page.services,
        unified: policy.unified,
        retry: policy.retry,
        money: policy.money,
        owner: policy.owner,
        buyer_message: buyerText(page),
        body: page.body,
        causes: page.causes.map(named),
        causes_ordered: policy.causesOrdered,
        causes_basis: page.causesBasis ?? null,
        see_also: page.seeAlso.map((link) => link.id),
        inferred: policy.inferred,
        sources: page.sources,
      };
    }
    case "unified": {
      const { entry } = page;
      return {
        ...head,
        code: entry.code,
        name: entry.name,
        status: entry.status,
        retry: entry.retry,
        money: entry.money,
        owner: entry.owner,
        buyer_message: buyerText(page),
        fix: page.lang === "zh" ? entry.fixZh : entry.fixEn,
        body: page.body,
        causes: page.causes.map(named),
      };
    }
    case "cause":
      return {
        ...head,
        check: page.check ?? null,
        no_check: page.noCheck ?? null,
        raised_by_gateway: page.raisedByGateway ?? false,
        sections: page.sections,
        codes: page.codes.map((link) => link.id),
      };
    case "topic":
      return { ...head, body: page.body, codes: page.codes.map((link) => link.id), causes: page.causes.map(named) };
    default:
      return assertNever(page);
  }
}

function buyerText(page: Extract<CataloguePage, { kind: "code" | "unified" }>): string {
  const texts = page.kind === "code" ? page.policy : page.entry;
  return page.lang === "zh" ? texts.buyerZh : texts.buyerEn;
}

function facts(page: CataloguePage, paint: Paint): string {
  const rows = pageFacts(page);
  const width = Math.max(0, ...rows.map(([label]) => columns(label)));
  return rows.map(([label, value]) => `${paint.dim(label + " ".repeat(width - columns(label)))}  ${value}`).join("\n");
}

function text(page: CataloguePage, paint: Paint): string {
  switch (page.kind) {
    case "cause":
      return page.sections
        .map((section) => `${paint.heading(section.heading)}\n${blocks(section.text, paint)}`)
        .join("\n\n");
    case "unified": {
      const fix = page.lang === "zh" ? page.entry.fixZh : page.entry.fixEn;
      const { words } = pageLabels[page.lang];
      return `${blocks(page.body, paint)}\n\n${paint.heading(words.fix)}\n${fix.map((step) => `  - ${inline(step, paint)}`).join("\n")}`;
    }
    case "code":
    case "topic":
      return blocks(page.body, paint);
    default:
      return assertNever(page);
  }
}

function blocks(markdown: string, paint: Paint): string {
  const rendered: string[] = [];
  for (const block of markdownBlocks(markdown)) rendered.push(blockText(block, paint));
  return rendered.join("\n\n");
}

function blockText(block: MarkdownBlock, paint: Paint): string {
  if (block.kind === "paragraph") return `  ${inline(block.text, paint).replaceAll("\n", "\n  ")}`;
  return block.items
    .map((item, index) => `  ${block.ordered ? `${index + 1}.` : "-"} ${inline(item, paint)}`)
    .join("\n");
}

function inline(line: string, paint: Paint): string {
  return markdownSpans(line)
    .map((span) => (span.code ? paint.code(span.text) : span.text))
    .join("");
}

function linkList(heading: string, links: readonly PageLink[], paint: Paint): string {
  const rows = links.map((link) => {
    const fix = link.fix === undefined ? "" : `\n    ${paint.dim(link.fix)}`;
    return `  - ${link.title}  ${paint.code(link.id)}${fix}`;
  });
  return `${paint.heading(heading)}\n${rows.join("\n")}`;
}

function named(link: PageLink): Record<string, string> {
  return { name: link.id, title: link.title, ...(link.fix === undefined ? {} : { fix: link.fix }) };
}

// A Chinese character takes two columns in a terminal.
function columns(label: string): number {
  return [...label].reduce((sum, character) => sum + (character.charCodeAt(0) > 0x2e7f ? 2 : 1), 0);
}

function same(value: string): string {
  return value;
}

function sgr(parameters: string): Painter {
  return (value) => `\u001b[${parameters}m${value}\u001b[0m`;
}
