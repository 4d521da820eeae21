// An inspection as text for a terminal: Chinese first, English beside it. Knows nothing of what was inspected.
import type { Finding } from "./inspection-finding.ts";
import { needsAction, severityNames } from "./summarise-inspection.ts";

export function renderInspectionText(name: string, findings: readonly Finding[]): string {
  const todo = findings.filter(needsAction);
  const rest = findings.filter((finding) => !needsAction(finding));
  return [
    `${clean(name)}：${todo.length} 项需要处理 · ${todo.length} to act on\n`,
    ...todo.map((finding) => `\n${findingText(finding)}`),
    "\n其余 · the rest\n",
    ...rest.map((finding) => `\n${findingText(finding)}`),
  ].join("");
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
    `  接入后 · with dedepay: ${dropIn.zh}`,
    `    ${dropIn.en}`,
  ];
  return `${lines.map(clean).join("\n")}\n`;
}

/** Control characters of a hostile settings file must not reach the terminal. */
function clean(text: string): string {
  return text.replace(/\p{Cc}/gu, "\ufffd");
}
