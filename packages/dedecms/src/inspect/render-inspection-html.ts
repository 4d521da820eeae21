// An inspection as one HTML page which stands alone: no script, nothing loaded, prints well.
import type { Finding } from "./inspection-finding.ts";
import { needsAction, severityNames } from "./render-inspection.ts";

export type NamedInspection = { readonly name: string; readonly findings: readonly Finding[] };

const style = `body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
article{border:1px solid #bbb;border-left:.5rem solid #777;padding:.5rem 1rem;margin:1rem 0}
.critical{border-left-color:#a8071a}.serious{border-left-color:#ad4e00}.warning{border-left-color:#876800}
h2{font-size:1.1rem;margin:.25rem 0}p{margin:.25rem 0}[lang=en]{color:#555}code{overflow-wrap:anywhere}`;

export function renderInspectionHtml({ name, findings }: NamedInspection): string {
  const todo = findings.filter(needsAction).length;
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>DedeCMS 检查：${escapeHtml(name)}</title><style>${style}</style></head><body>
<h1>DedeCMS 检查 · inspection</h1>
<p><code>${escapeHtml(name)}</code></p>
<p>${todo} 项需要处理 <span lang="en">· ${todo} to act on</span></p>
${findings.map(article).join("\n")}
</body></html>
`;
}

function article(finding: Finding): string {
  const { severity, state, bugs, title, proof, fix, dropIn, certainty } = finding;
  const label = state === "closed" ? { zh: "未打开", en: "closed" } : severityNames[severity];
  const seen =
    proof === undefined
      ? ""
      : `<p>依据：<code>${escapeHtml(proof.zh)}</code></p>${proof.en === proof.zh ? "" : english(proof.en)}`;
  return `<article class="${state === "closed" ? "closed" : severity}">
<h2>${label.zh} <span lang="en">${label.en}</span>：${escapeHtml(title.zh)}${bugs.length > 0 ? ` (${bugs.join(", ")})` : ""}</h2>
${english(title.en)}${seen}
${certainty === "assumed" ? `<p>按原版代码推断 <span lang="en">· inferred from the stock code</span></p>` : ""}
${fix.map(({ zh, en }) => `<p>→ ${escapeHtml(zh)}</p>${english(en)}`).join("")}
<p>dedepay：${escapeHtml(dropIn.zh)}</p>${english(dropIn.en)}
</article>`;
}

function english(text: string): string {
  return `<p lang="en">${escapeHtml(text)}</p>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
