// What an inspection comes to: how many findings of each kind, and the first thing to look at.
import type { Finding, Severity } from "./inspection-finding.ts";
import { stockHoles } from "./stock-holes.ts";

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

export type Summary = {
  readonly critical: number;
  readonly serious: number;
  readonly warning: number;
  /** The worst that is open. */
  readonly worst: Finding | undefined;
};

/** Findings as the inspector gives them, worst first. */
export function summarise(findings: readonly Finding[]): Summary {
  const todo = findings.filter(needsAction);
  const count = (severity: Severity): number => todo.filter((finding) => finding.severity === severity).length;
  return { critical: count("critical"), serious: count("serious"), warning: count("warning"), worst: todo[0] };
}

/** The stock plugin's known holes among the findings, V1 to I2. */
export function knownHoles(findings: readonly Finding[]): { readonly bug: string; readonly finding: Finding }[] {
  return ["V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "I1", "I2"].flatMap((bug) => {
    const finding = findings.find(({ id, bugs }) => holeIds.has(id) && bugs.includes(bug));
    return finding === undefined ? [] : [{ bug, finding }];
  });
}

const holeIds: ReadonlySet<string> = new Set([
  "keyless-method-forges-payment",
  "public-log",
  ...stockHoles.map(({ id }) => id),
]);
