// An inspection as text for a terminal: Chinese first, English beside it. Knows nothing of what was inspected.
import type { Finding, Severity } from "./inspection-finding.ts";

export const severityNames: Readonly<Record<Severity, { readonly zh: string; readonly en: string }>> = {
  critical: { zh: "危急", en: "critical" },
  serious: { zh: "严重", en: "serious" },
  warning: { zh: "警告", en: "warning" },
  note: { zh: "说明", en: "note" },
};

/** Whether somebody should act: an open finding that is more than a note. */
export function needsAction({ state, severity }: Finding): boolean {
  return state === "open" && severity !== "note";
}

export function renderInspectionText(name: string, findings: readonly Finding[]): string {
  const todo = findings.filter(needsAction).length;
  const head = `${clean(name)}：${todo} 项需要处理 · ${todo} to act on\n`;
  return `${head}\n${findings.map(findingText).join("\n")}`;
}

function findingText(finding: Finding): string {
  const { severity, state, bugs, title, proof, fix, dropIn, certainty } = finding;
  const label =
    state === "closed" ? "[未打开 · closed]" : `[${severityNames[severity].zh} · ${severityNames[severity].en}]`;
  const lines = [
    `${label} ${title.zh}${bugs.length > 0 ? ` (${bugs.join(", ")})` : ""}`,
    `  ${title.en}`,
    ...(proof === undefined
      ? []
      : [`  依据 · seen: ${proof.zh}`, ...(proof.en === proof.zh ? [] : [`    ${proof.en}`])]),
    ...(certainty === "assumed" ? ["  按原版代码推断 · inferred from the stock code"] : []),
    ...fix.flatMap(({ zh, en }) => [`  → ${zh}`, `    ${en}`]),
    `  dedepay：${dropIn.zh}`,
    `    ${dropIn.en}`,
  ];
  return `${lines.map(clean).join("\n")}\n`;
}

/** Control characters of a hostile settings file must not reach the terminal. */
function clean(text: string): string {
  return text.replace(/\p{Cc}/gu, "\ufffd");
}
