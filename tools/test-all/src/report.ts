// Reads what the runner itself counted, and adds nothing but what its figures leave out: files which did not load. Pure.

export interface SkippedSuite {
  readonly name: string;
  readonly tests: number;
}

export interface Figures {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly string[];
  readonly skippedSuites: readonly SkippedSuite[];
}

interface RunnerReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { ancestorTitles: string[]; title: string; status: string }[];
  }[];
}

/** `exitCode` is the runner's: an error outside every test shows there only. */
export function readFigures(json: string, o: { root: string; exitCode: number }): Figures {
  const report = JSON.parse(json) as RunnerReport;
  const path = (name: string): string => (name.startsWith(`${o.root}/`) ? name.slice(o.root.length + 1) : name);
  const notLoaded = report.testResults
    .filter(({ status, assertionResults }) => status === "failed" && !assertionResults.some(isFailed))
    .map(({ name, message }) => `${path(name)} did not load: ${(message ?? "").split("\n")[0]}`);
  const failures = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.filter(isFailed).map((test) => [path(name), ...test.ancestorTitles, test.title].join(" › ")),
  );
  const outside = o.exitCode !== 0 && failures.length + notLoaded.length === 0;
  const extra = [...notLoaded, ...(outside ? [`the runner ended with ${o.exitCode} outside of every test`] : [])];
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + extra.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: [...failures, ...extra],
    skippedSuites: skippedSuites(report, path),
  };
}

function isFailed({ status }: { status: string }): boolean {
  return status === "failed";
}

function skippedSuites(report: RunnerReport, path: (name: string) => string): SkippedSuite[] {
  const tests = new Map<string, number>();
  for (const { name, assertionResults } of report.testResults) {
    for (const { ancestorTitles, status } of assertionResults) {
      if (status === "passed" || status === "failed") continue;
      const suite = [path(name), ...ancestorTitles].join(" › ");
      tests.set(suite, (tests.get(suite) ?? 0) + 1);
    }
  }
  return [...tests].map(([name, count]) => ({ name, tests: count }));
}

export function addFigures(a: Figures, b: Figures): Figures {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
    skippedSuites: [...a.skippedSuites, ...b.skippedSuites],
  };
}

export const noFigures: Figures = { passed: 0, failed: 0, skipped: 0, failures: [], skippedSuites: [] };

/** Why the run as a whole failed, or nothing. */
export function verdict(figures: Figures, ci: boolean): string | undefined {
  if (figures.failed > 0) return "a test failed";
  if (figures.passed === 0) return "no test ran";
  if (ci && figures.skipped > 0) return "with CI=true a skipped test is a failure";
  return undefined;
}
