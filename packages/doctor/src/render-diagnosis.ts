// A diagnosis as text for a terminal, and as plain data for `--json`. Must not know the terminal: colour is asked for.
import type { BilingualText } from "@dedepay/errors";
import { causeTitle } from "./cause-title.ts";
import type { Confidence, Diagnosis, Finding, Proof } from "./diagnosis.ts";

export type DiagnosisLanguage = "zh" | "en";
export type RenderOptions = { readonly lang?: DiagnosisLanguage; readonly color?: boolean };

type Painter = (text: string) => string;
type Paint = { readonly bold: Painter; readonly dim: Painter; readonly heading: Painter };

const same: Painter = (text) => text;
const sgr =
  (code: string): Painter =>
  (text) =>
    `\u001b[${code}m${text}\u001b[0m`;
const plain: Paint = { bold: same, dim: same, heading: same };
const coloured: Paint = { bold: sgr("1"), dim: sgr("2"), heading: sgr("1;36") };

const confidences: Readonly<Record<Confidence, BilingualText>> = {
  proven: { zh: "已证明", en: "proven" },
  likely: { zh: "很可能", en: "likely" },
  possible: { zh: "有可能", en: "possible" },
};
const words = {
  seen: { zh: "看到的内容", en: "What was seen" },
  right: { zh: "没有问题的部分", en: "What is right" },
  nothing: { zh: "没有看出问题。", en: "Nothing wrong was seen." },
  proof: { zh: "依据", en: "Because" },
  fix: { zh: "怎么改", en: "What to change" },
  needs: { zh: "提供这些可以更确定", en: "To be sure, bring" },
  absent: { zh: "（没有）", en: "(absent)" },
  more: { zh: "详细说明", en: "More" },
} satisfies Record<string, BilingualText>;

/** What `dedepay diagnose` prints, in one language, with a line end. */
export function renderDiagnosis(diagnosis: Diagnosis, options: RenderOptions = {}): string {
  const lang = options.lang ?? "zh";
  const paint = options.color === true ? coloured : plain;
  const parts = [
    list(words.seen, diagnosis.recognised, { lang, paint }),
    list(words.right, diagnosis.inOrder, { lang, paint }),
  ];
  if (diagnosis.findings.length === 0) parts.push(words.nothing[lang]);
  for (const [index, finding] of diagnosis.findings.entries())
    parts.push(findingText(finding, index + 1, { lang, paint }));
  parts.push(list(words.needs, diagnosis.needs, { lang, paint }));
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** The diagnosis as JSON-ready data, in the names of our API; titles of the causes added. */
export function diagnosisJson(diagnosis: Diagnosis): Record<string, unknown> {
  const findings = diagnosis.findings.map(({ cause, confidence, proof, fix, needs }) => ({
    cause,
    title: causeTitle(cause),
    confidence,
    ...(proof === undefined ? {} : { proof }),
    fix,
    ...(needs === undefined ? {} : { needs }),
  }));
  return { recognised: diagnosis.recognised, findings, in_order: diagnosis.inOrder, needs: diagnosis.needs };
}

type Style = { readonly lang: DiagnosisLanguage; readonly paint: Paint };

function findingText(finding: Finding, number: number, style: Style): string {
  const { lang, paint } = style;
  const { cause, confidence, proof, fix, needs } = finding;
  const head = `${number}. ${paint.bold(causeTitle(cause)[lang])}  ${paint.heading(`[${confidences[confidence][lang]}]`)}`;
  const lines = [head];
  if (proof !== undefined) lines.push(...proofLines(proof, style));
  if (fix.length > 0) lines.push(`   ${paint.heading(words.fix[lang])}`, ...fix.map((text) => `   → ${text[lang]}`));
  if (needs !== undefined && confidence !== "proven") {
    lines.push(
      paint.dim(`   ${words.needs[lang]}: ${needs.map((text) => text[lang]).join(lang === "zh" ? "；" : "; ")}`),
    );
  }
  lines.push(paint.dim(`   ${words.more[lang]}: dedepay explain ${cause}`));
  return lines.join("\n");
}

function proofLines({ text, sides, differences }: Proof, { lang, paint }: Style): string[] {
  const lines = [`   ${words.proof[lang]}: ${text[lang]}`];
  for (const { field, left, right } of differences ?? []) {
    lines.push(
      `     ${paint.bold(field)}`,
      `       ${sides?.left[lang] ?? "−"}: ${left === undefined ? words.absent[lang] : printable(left)}`,
      `       ${sides?.right[lang] ?? "+"}: ${right === undefined ? words.absent[lang] : printable(right)}`,
    );
  }
  return lines;
}

// Evidence is a stranger's text: no control character of it reaches a terminal.
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

function list(heading: BilingualText, texts: readonly BilingualText[], { lang, paint }: Style): string {
  if (texts.length === 0) return "";
  return [paint.heading(heading[lang]), ...texts.map((text) => `  ${printable(text[lang])}`)].join("\n");
}
