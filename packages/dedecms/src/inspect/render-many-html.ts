// Many sites on one page: a table with the worst of each first, then each site's findings.
import { escapeHtml } from "../html/escape-html.ts";
import { htmlPage } from "../html/page.ts";
import type { BilingualText, Finding } from "./inspection-finding.ts";
import { inspectionSection } from "./render-inspection-html.ts";
import { summarise } from "./summarise-inspection.ts";

/** `findings` undefined: the site could not be inspected, and `trouble` says why. */
export type SiteInspection = {
  readonly name: string;
  readonly findings: readonly Finding[] | undefined;
  readonly trouble?: BilingualText;
};

export function renderManyHtml(sites: readonly SiteInspection[]): string {
  const body = `<h1>DedeCMS 支付检查：${sites.length} 个站点 <span lang="en">${sites.length} sites</span></h1>
<p class="soft">点站点名，再点开它的一行，看逐项的依据和办法。 <span lang="en">Open a site for its findings.</span></p>
<table class="stacked"><thead><tr><th>站点</th><th>危急</th><th>严重</th><th>警告</th><th>最急的一项</th></tr></thead><tbody>
${sites.map(row).join("\n")}</tbody></table>
${sites.map(section).join("\n")}`;
  return htmlPage(`DedeCMS 支付检查：${sites.length} 个站点`, body);
}

function row({ name, findings, trouble }: SiteInspection, index: number): string {
  if (findings === undefined) {
    return `<tr><td>${escapeHtml(name)}</td><td colspan="4"><span class="tag critical">没有检查成</span>${escapeHtml(trouble?.zh ?? "")}</td></tr>`;
  }
  const { critical, serious, warning, worst } = summarise(findings);
  const number = (title: string, count: number): string => `<td class="number" data-name="${title}">${count}</td>`;
  return `<tr><td><a href="#site-${index + 1}">${escapeHtml(name)}</a></td>${number("危急", critical)}${number("严重", serious)}${number("警告", warning)}
<td>${worst === undefined ? "没有要处理的" : escapeHtml(worst.title.zh)}</td></tr>`;
}

/** Closed until somebody looks: twenty sites are a long page. */
function section({ name, findings }: SiteInspection, index: number): string {
  if (findings === undefined) return "";
  return `<details id="site-${index + 1}"><summary>${index + 1}. ${escapeHtml(name)}</summary>\n${inspectionSection({ name, findings })}</details>`;
}
