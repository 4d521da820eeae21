// A result as a table for people.
import type { BenchmarkResult, CaseResult } from "./benchmark.ts";

function caseLines({ name, timings }: CaseResult): string[] {
  const base = timings[0]?.microseconds ?? Number.NaN;
  return timings.map(({ name: contender, microseconds }, index) => {
    const label = index === 0 ? name : "";
    const ratio = (microseconds / base).toFixed(2);
    return `${label.padEnd(34)} ${contender.padEnd(14)} ${microseconds.toFixed(2).padStart(12)} µs ${ratio.padStart(9)} ×`;
  });
}

/** Lines of text. */
export function printResult(result: BenchmarkResult): string {
  const { benchmark, machine, cases, figures, targets } = result;
  const lines = [`${benchmark} · Node ${machine.node} · ${machine.cpu}`, ""];
  for (const measured of cases) lines.push(...caseLines(measured), "");
  for (const { name, contender, value, unit } of figures) {
    lines.push(`${name.padEnd(34)} ${contender.padEnd(14)} ${value.toFixed(1).padStart(12)} ${unit}`);
  }
  lines.push(
    "",
    ...targets.map(({ text, measured, met }) => `${met ? "met   " : "MISSED"}  ${text}: ${measured.toFixed(2)}`),
  );
  return lines.join("\n");
}
