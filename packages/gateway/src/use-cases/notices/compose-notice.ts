// What the owner reads: what happened, how much money it concerns, what to do now, and where it is explained. Chinese first.
// One section a cause; the most pressing first.
import { beijingTime, formatYuan } from "@dedepay/alipay";
import { loadPage } from "@dedepay/errors";
import type { IncidentDocument } from "../incidents/describe-incident.ts";
import { type Severity, severityOf } from "../incidents/incident-causes.ts";

export type NoticeSection = {
  cause: string;
  severity: Severity;
  title: { zh: string; en: string };
  payments: number;
  amountFen: bigint;
  /** Seen so often. */
  count: number;
  isOver: boolean;
  firstSeenAt: string;
  lastSeenAt: string;
  /** From the cause page: what the owner does. */
  todo: { zh: string; en: string };
  causeUrl: string;
  incidentIds: string[];
};

export type Notice = { subject: string; sections: NoticeSection[] };

const rank: Readonly<Record<Severity, number>> = { money: 0, attention: 1, notice: 2 };

/** `incidents`: at least one, as they are now. */
export function composeNotice(incidents: readonly IncidentDocument[]): Notice {
  const causes = [...new Set(incidents.map(({ cause }) => cause))];
  const sections = causes
    .map((cause) =>
      sectionOf(
        cause,
        incidents.filter((incident) => incident.cause === cause),
      ),
    )
    .sort((a, b) => rank[a.severity] - rank[b.severity] || (a.lastSeenAt < b.lastSeenAt ? 1 : -1));
  return { subject: subjectOf(sections), sections };
}

function sectionOf(cause: string, group: readonly IncidentDocument[]): NoticeSection {
  const latest = group.toSorted((a, b) => (a.last_seen_at < b.last_seen_at ? 1 : -1))[0];
  if (latest === undefined) throw new TypeError("a group has an incident");
  return {
    cause,
    severity: severityOf(cause),
    title: latest.title,
    payments: sum(group, ({ payments }) => payments),
    amountFen: BigInt(sum(group, ({ amount_fen }) => amount_fen)),
    count: sum(group, ({ count }) => count),
    isOver: group.every(({ state }) => state === "resolved"),
    firstSeenAt: group.map(({ first_seen_at }) => first_seen_at).toSorted()[0] ?? latest.first_seen_at,
    lastSeenAt: latest.last_seen_at,
    todo: { zh: todoOf(cause, "zh"), en: todoOf(cause, "en") },
    causeUrl: latest.cause_url,
    incidentIds: group.map(({ id }) => id),
  };
}

function sum(group: readonly IncidentDocument[], of: (incident: IncidentDocument) => number): number {
  return group.reduce((total, incident) => total + of(incident), 0);
}

function todoOf(cause: string, lang: "zh" | "en"): string {
  const page = loadPage("cause", cause, lang);
  if (page?.kind !== "cause") return "";
  return (page.sections.find(({ name }) => name === "owner")?.text ?? "").replaceAll("`", "");
}

function subjectOf(sections: readonly NoticeSection[]): string {
  const [first] = sections;
  if (first === undefined) throw new TypeError("a notice has a section");
  const payments = sections.reduce((total, section) => total + section.payments, 0);
  const amountFen = sections.reduce((total, section) => total + section.amountFen, 0n);
  const what = sections.length === 1 ? first.title.zh : `${sections.length} 类问题，首先：${first.title.zh}`;
  return `[dedepay] ${what}${payments === 0 ? "" : `（${payments} 笔，¥${formatYuan(amountFen)}）`}`;
}

/** `01-02 11:04`, in Beijing. */
export function beijingMoment(iso: string): string {
  return beijingTime(Date.parse(iso)).slice(5, 16);
}
