// An inspection as one HTML page for the owner: what to do first, then the known holes one by one, then the rest.
import { escapeHtml } from "../html/escape-html.ts";
import { htmlPage } from "../html/page.ts";
import type { BilingualText, Finding } from "./inspection-finding.ts";
import { knownHoles, needsAction, type Summary, severityNames, summarise } from "./summarise-inspection.ts";

export type NamedInspection = { readonly name: string; readonly findings: readonly Finding[] };

export function renderInspectionHtml(inspection: NamedInspection): string {
  return htmlPage(
    `DedeCMS 支付检查：${inspection.name}`,
    `<h1>DedeCMS 支付检查</h1>\n${inspectionSection(inspection)}`,
  );
}

/** One inspection without the page around it. */
export function inspectionSection({ name, findings }: NamedInspection): string {
  const todo = findings.filter(needsAction);
  const rest = findings.filter((finding) => !needsAction(finding));
  const holes = new Set(knownHoles(findings).map(({ finding }) => finding));
  return `<p><code>${escapeHtml(name)}</code> <span class="soft">只读检查，没有改动任何文件 <span lang="en">read-only, nothing was changed</span></span></p>
${chips(summarise(findings))}
${todo.length === 0 ? `<p>没有需要处理的问题。 <span lang="en">Nothing to act on.</span></p>` : `<h2>要处理的，最急的在前 <span lang="en">to act on, worst first</span></h2>`}
${todo.map(article).join("\n")}
<h2>已知漏洞逐项 <span lang="en">the stock plugin’s known holes</span></h2>
${holeTable(findings)}
<h2>其余说明 <span lang="en">the rest</span></h2>
${rest
  .filter((finding) => !holes.has(finding))
  .map(article)
  .join("\n")}`;
}

function chips({ critical, serious, warning }: Summary): string {
  const chip = (name: "critical" | "serious" | "warning", count: number): string =>
    `<li class="${count === 0 ? "" : name}"><b>${count}</b>${severityNames[name].zh} <span lang="en">${severityNames[name].en}</span></li>`;
  return `<ul class="chips">${chip("critical", critical)}${chip("serious", serious)}${chip("warning", warning)}</ul>`;
}

function article(finding: Finding): string {
  const { severity, state, bugs, title, proof, fix, dropIn, certainty } = finding;
  const label = state === "closed" ? { zh: "没有问题", en: "fine" } : severityNames[severity];
  const tone = state === "closed" ? "good" : severity;
  const assumed =
    certainty === "assumed"
      ? `<br><span class="soft">按原版代码推断 <span lang="en">inferred from the stock code</span></span>`
      : "";
  return `<article class="${tone}">
<h3><span class="tag">${label.zh}</span>${escapeHtml(title.zh)}${bugs.length > 0 ? ` <span class="soft">${bugs.join(", ")}</span>` : ""}</h3>
<p lang="en">${escapeHtml(title.en)}</p>
<dl>${proof === undefined ? "" : `<dt>依据 <span lang="en">seen</span></dt><dd>${proofText(proof)}${assumed}</dd>`}
${fix.length === 0 ? "" : `<dt>现在怎么办 <span lang="en">what to do now</span></dt><dd>${steps(fix)}</dd>`}
<dt>接入 dedepay 后 <span lang="en">with dedepay</span></dt><dd>${both(dropIn)}</dd></dl>
</article>`;
}

function proofText({ zh, en }: BilingualText): string {
  return `<code>${escapeHtml(zh)}</code>${en === zh ? "" : `<br><span lang="en">${escapeHtml(en)}</span>`}`;
}

function steps(fix: readonly BilingualText[]): string {
  return fix.length === 1
    ? both(fix[0] as BilingualText)
    : `<ol>${fix.map((one) => `<li>${both(one)}</li>`).join("")}</ol>`;
}

function both({ zh, en }: BilingualText): string {
  return `${escapeHtml(zh)}<br><span lang="en">${escapeHtml(en)}</span>`;
}

function holeTable(findings: readonly Finding[]): string {
  const rows = knownHoles(findings).map(({ bug, finding: { title, state, dropIn, severity } }) => {
    const status = state === "open" ? { zh: "打开", tone: severity } : { zh: "没有打开", tone: "good" };
    return `<tr><td>${bug}</td><td>${escapeHtml(title.zh)}<br><span lang="en">${escapeHtml(title.en)}</span></td>
<td data-name="这里"><span class="tag ${status.tone}">${status.zh}</span></td><td data-name="接入后">${escapeHtml(dropIn.zh)}</td></tr>`;
  });
  return `<table class="stacked"><thead><tr><th>编号</th><th>漏洞</th><th>这里</th><th>接入 dedepay 后</th></tr></thead><tbody>
${rows.join("\n")}</tbody></table>`;
}
