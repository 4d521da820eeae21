// The places where a rule is broken on purpose or for a while, each with its reason. An entry which is no longer needed
// is a problem itself, so the list can only shrink.
import type { Problem } from "./rule.ts";

export interface Exception {
  readonly rule: string;
  readonly path: string;
  /** Part of the message, so that the entry excuses one finding and not the whole file. */
  readonly about: string;
  readonly reason: string;
}

export const exceptions: readonly Exception[] = [
  {
    rule: "parameter-count",
    path: "packages/alipay/src/request/build-request.ts",
    about: "buildRequest",
    reason: "account, service, parameters, options is the package's main call; every caller reads it as one sentence",
  },
  {
    rule: "parameter-count",
    path: "packages/alipay/src/sign/sign-algorithms.ts",
    about: "verifyBytes",
    reason: "was written before the rule; goes when its callers pass one object",
  },
];

export interface Finding extends Problem {
  readonly rule: string;
}

/** The findings which no exception excuses, and a finding for each exception which excuses nothing. */
export function withoutExceptions(findings: readonly Finding[], excused: readonly Exception[]): Finding[] {
  const excuses = (exception: Exception, finding: Finding): boolean =>
    exception.rule === finding.rule && exception.path === finding.path && finding.message.includes(exception.about);
  const left = findings.filter((finding) => !excused.some((exception) => excuses(exception, finding)));
  const needless = excused.filter((exception) => !findings.some((finding) => excuses(exception, finding)));
  return [
    ...left,
    ...needless.map(({ rule, path, about }) => ({
      rule: "exceptions",
      path: "tools/tidy/src/exceptions.ts",
      message: `${rule} has nothing to excuse about ${about} in ${path} any more: delete the entry`,
    })),
  ];
}
