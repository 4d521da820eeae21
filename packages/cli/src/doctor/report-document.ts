// The doctor's report as JSON: the same for programs, for the bundle, and in the names of the API.
import type { InstallationReport } from "@dedepay/doctor";
import type { Examined } from "./examine.ts";
import { shownAnswer } from "./shown-answer.ts";

/** Exit code 1 where false: something is wrong. Notes are not. */
export function isFine({ findings }: InstallationReport): boolean {
  return findings.every(({ severity }) => severity === "note");
}

export function reportDocument({ report, facts, live }: Examined): Record<string, unknown> {
  return {
    ok: isFine(report),
    live,
    at: facts === undefined ? null : new Date(facts.nowMs).toISOString(),
    findings: report.findings.map(({ name, severity, confidence, about, title, cause, proof, fix, change }) => ({
      ...{ name, severity, confidence, about, title, cause: cause ?? null, proof, fix },
      change: change === undefined ? null : { ...change, from: change.from ?? null },
    })),
    in_order: report.inOrder,
    unknown: report.unknown,
    asked: (facts?.asked ?? []).map(({ account, verdict, steps, unreached }) => ({
      ...{ account, verdict, unreached: unreached ?? null },
      steps: steps.map(({ name, result, code, tookMs, text }) => ({
        ...{ name, result, code: code ?? null, took_ms: tookMs, text },
      })),
    })),
    probes: [
      ...(facts?.probedGateway ?? []).map(({ account, url, answer, tookMs, standing }) => ({
        ...{ account, url, took_ms: tookMs, standing: standing ?? null, answer: answerDocument(answer) },
      })),
      ...(facts?.probedSites ?? []).map(({ site, url, kind, answer, tookMs }) => ({
        ...{ site, url, kind, took_ms: tookMs, answer: answerDocument(answer) },
      })),
    ],
  };
}

type Answer = NonNullable<Examined["facts"]>["probedSites"][number]["answer"];

function answerDocument(answer: Answer): unknown {
  return "hop" in answer ? { unreached: answer } : shownAnswer(answer);
}
