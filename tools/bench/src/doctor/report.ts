// The tally as lines for a terminal.
import type { Judged } from "./judge.ts";
import { type CauseRow, percent, type Tally } from "./tally.ts";

const column = (text: string, width: number): string => text.padEnd(width);

function causeLines(rows: readonly CauseRow[]): string[] {
  return rows
    .filter(({ first }) => first.right < first.all)
    .map(
      ({ cause, first, three }) =>
        `  ${column(cause, 44)}${column(percent(first), 10)}${column(percent(three), 10)}${first.all}`,
    );
}

/** One share of the corpus: groups, targets, what is confused, what is slow. */
export function reportLines(title: string, tally: Tally, o: { readonly confusions: number }): string[] {
  const { healthy, outside, times } = tally;
  return [
    "",
    `== ${title}: ${tally.items} items`,
    `${column("", 28)}${column("top 1", 10)}${column("top 3", 10)}items`,
    ...tally.groups
      .filter(({ first }) => first.all > 0)
      .map(
        ({ name, first, three }) =>
          `${column(name, 28)}${column(percent(first), 10)}${column(percent(three), 10)}${first.all}`,
      ),
    "",
    "causes below 100 % (single, with keys):",
    ...causeLines(tally.causes),
    "",
    "the same without keys:",
    ...causeLines(tally.causesWithoutKeys),
    "",
    "confusions (true cause → first answer):",
    ...tally.confusions
      .slice(0, o.confusions)
      .flatMap(({ label, said, count, examples }) => [
        `  ${count} × ${label} → ${said}`,
        ...examples.slice(0, 2).map((example) => `      ${example}`),
      ]),
    "",
    `healthy: ${healthy.all}; proven ${healthy.proven}, likely ${healthy.likely}, possible ${healthy.possible}`,
    ...healthy.examples.map((example) => `      ${example}`),
    `mistakes outside of every list: ${outside.all}; called proven ${outside.proven}`,
    `processor time: single median ${times.single.medianMs.toFixed(2)} ms, p99 ${times.single.p99Ms.toFixed(1)} ms; pairs median ${times.pair.medianMs.toFixed(2)} ms, p99 ${times.pair.p99Ms.toFixed(1)} ms`,
    ...tally.slowest.map((example) => `      ${example}`),
    "",
    ...tally.targets.map(
      ({ name, wanted, measured, met }) =>
        `${met ? "met    " : "NOT MET"} ${column(name, 46)}${column(measured, 10)}wanted ${wanted}`,
    ),
  ];
}

/** Every finding that was called proven and is not so, in full; the rarest causes first, so that a flood of one hides no other. */
export function falseProofLines(judged: readonly Judged[]): string[] {
  const wrong = judged.flatMap(({ item, falselyProven }) => falselyProven.map((finding) => ({ item, finding })));
  const counts = new Map<string, number>();
  for (const { finding } of wrong) counts.set(finding.cause, (counts.get(finding.cause) ?? 0) + 1);
  const countOf = (cause: string): number => counts.get(cause) ?? 0;
  return [
    ...[...counts].map(([cause, count]) => `proven and wrong: ${count} × ${cause}`),
    ...wrong
      .toSorted((a, b) => countOf(a.finding.cause) - countOf(b.finding.cause))
      .flatMap(({ item, finding }) => [
        "",
        `PROVEN AND WRONG: ${item.id} — true: ${item.labels.map(([cause]) => cause).join(" + ") || item.family}; ${item.recipe}`,
        `  ${finding.cause}: ${JSON.stringify(finding.proof)}`,
      ]),
  ];
}
