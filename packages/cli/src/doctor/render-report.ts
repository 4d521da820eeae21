// The doctor's report for people: worst first, Chinese first with English under it, broken to the terminal's width. What only
// touches play money stands apart.
import type { InstallationFinding, InstallationReport, InstallationSeverity } from "@dedepay/doctor";
import type { Examined } from "./examine.ts";
import { type Bilingual, Page } from "./page.ts";
import { probeLines } from "./probe-lines.ts";
import { isFine } from "./report-document.ts";

export interface RenderOptions {
  /** Undefined: no terminal, lines stay whole. */
  readonly columns: number | undefined;
  readonly color: boolean;
}

type Group = InstallationSeverity | "rehearsal";

const groups: readonly Group[] = ["money", "broken", "soon", "note", "rehearsal"];
const groupNames: Readonly<Record<Group, Bilingual>> = {
  money: { zh: "影响收款或钱货", en: "payments, money or goods at risk" },
  broken: { zh: "出了毛病", en: "broken" },
  soon: { zh: "要尽快处理", en: "needs care soon" },
  note: { zh: "提示", en: "good to know" },
  rehearsal: { zh: "只涉及演练（不是真钱）", en: "rehearsal only, no real money" },
};
const confidences: Readonly<Record<InstallationFinding["confidence"], Bilingual>> = {
  proven: { zh: "已证明", en: "proven" },
  likely: { zh: "很可能", en: "likely" },
  possible: { zh: "有可能", en: "possible" },
};

const toDo: Bilingual = { zh: "怎么改", en: "to do" };
const unlabelled: Bilingual = { zh: "", en: "" };

export function renderReport(examined: Examined, options: RenderOptions): string {
  const { report, facts } = examined;
  const page = new Page(options);
  page.both(headline(report));
  let number = 0;
  for (const group of groups) {
    const members = report.findings.filter((finding) => groupOf(finding) === group);
    if (members.length === 0) continue;
    page.blank();
    page.heading(groupNames[group], members.length);
    for (const finding of members) {
      number += 1;
      addFinding(page, finding, number);
    }
  }
  const probes = facts === undefined ? [] : probeLines(facts, (siteId) => !report.findings.some(isAbout(siteId)));
  if (probes.length > 0) {
    page.blank();
    page.heading({ zh: "探测看到的字节", en: "the bytes that Alipay would read" });
    for (const line of probes) page.line(line);
  }
  addList(
    page,
    { zh: "没有问题的部分", en: "in order" },
    report.inOrder.map((text) => [text, undefined]),
  );
  addList(
    page,
    { zh: "从这里看不出来的", en: "what can't be known from here" },
    report.unknown.map(({ what, how }) => [what, how]),
  );
  return page.text();
}

function isAbout(siteId: string): (finding: InstallationFinding) => boolean {
  return ({ about }) => about.kind === "site" && about.id === siteId;
}

function headline(report: InstallationReport): Bilingual {
  const count = report.findings.filter(({ severity }) => severity !== "note").length;
  const notes = report.findings.length - count;
  if (!isFine(report)) {
    return {
      zh: `发现 ${count} 个问题${notes === 0 ? "" : `，另有 ${notes} 条提示`}`,
      en: `${count} problems, ${notes} notes`,
    };
  }
  return notes === 0
    ? { zh: "没有看出问题", en: "nothing wrong was found" }
    : { zh: `没有看出问题，有 ${notes} 条提示`, en: `nothing wrong was found, ${notes} notes` };
}

function groupOf({ severity, about }: InstallationFinding): Group {
  const isPlay = about.environment !== undefined && about.environment !== "production";
  return severity === "note" && isPlay ? "rehearsal" : severity;
}

function addFinding(page: Page, finding: InstallationFinding, number: number): void {
  const { title, confidence, proof, fix, cause, change, about } = finding;
  const mark = confidences[confidence];
  const where = { installation: "", account: `账户 account ${about.id} · `, site: `站点 site ${about.id} · ` }[
    about.kind
  ];
  page.blank();
  page.item(`${number}. `, `${where}${title.zh}`, `${mark.zh} ${mark.en}`);
  page.under(title.en);
  page.part({ zh: "依据", en: "because" }, proof);
  if (change !== undefined) {
    const from = change.from === undefined ? "（未设置 not set）" : change.from;
    page.setting(change.setting, from, change.to);
  }
  for (const [index, one] of fix.slice(0, 3).entries()) page.part(index === 0 ? toDo : unlabelled, one);
  if (cause !== undefined) page.under(`dedepay explain ${cause}`);
}

function addList(page: Page, heading: Bilingual, rows: readonly (readonly [Bilingual, Bilingual | undefined])[]): void {
  if (rows.length === 0) return;
  page.blank();
  page.heading(heading);
  for (const [text, how] of rows) {
    page.entry(text);
    if (how !== undefined) page.under(`→ ${how.zh === how.en ? how.zh : `${how.zh} · ${how.en}`}`);
  }
}
