// What the doctor says of an installation: findings worst first, what is in order, and what it can't know from here.
import type { BilingualText } from "@dedepay/errors";
import { causeTitle } from "../cause-title.ts";
import type { Confidence, Finding } from "../diagnosis.ts";
import type { Environment } from "./installation-facts.ts";

/**
 * `money`: payments fail, or money or goods are lost. `broken`: something does not work. `soon`: it will not, unless somebody acts.
 * `note`: good to know. What only touches play money is never more than a note.
 */
export type InstallationSeverity = "money" | "broken" | "soon" | "note";

export type Subject = {
  readonly kind: "installation" | "account" | "site";
  readonly id?: string;
  readonly environment?: Environment;
};

/** The exact change of a setting. `from` is left out where it is not set, `to` says in words what only the owner knows. */
export type SettingChange = { readonly setting: string; readonly from?: string; readonly to: string };

export type InstallationFinding = {
  /** For programs; a cause page's name where there is one. */
  readonly name: string;
  readonly severity: InstallationSeverity;
  readonly confidence: Confidence;
  readonly about: Subject;
  readonly title: BilingualText;
  /** Its page. */
  readonly cause?: string;
  readonly proof: BilingualText;
  readonly fix: readonly BilingualText[];
  readonly change?: SettingChange;
};

/** Of what stands in our own tables, and so is proven. */
export type ProvenDraft = Pick<InstallationFinding, "name" | "severity" | "title" | "proof" | "fix">;

/** What can't be known from here, and how it can. */
export type UnknownThing = { readonly what: BilingualText; readonly how: BilingualText };

export type InstallationReport = {
  readonly findings: readonly InstallationFinding[];
  readonly inOrder: readonly BilingualText[];
  readonly unknown: readonly UnknownThing[];
};

export const wholeInstallation: Subject = { kind: "installation" };
/** Of an installation, or of a part of it, through which no real money goes. */
export const rehearsal: Subject = { kind: "installation", environment: "simulator" };

/** A finding of a cause that has its page, whose title it takes unless one is given. */
export function causeFinding(
  finding: Pick<Finding, "cause" | "confidence" | "proof" | "fix">,
  about: { subject: Subject; severity: InstallationSeverity; title?: BilingualText; change?: SettingChange },
): InstallationFinding {
  const { cause, confidence, proof, fix } = finding;
  const { subject, severity, title = causeTitle(cause), change } = about;
  return {
    ...{
      name: cause,
      cause,
      severity: forEnvironment(severity, subject.environment),
      confidence,
      about: subject,
      title,
    },
    proof: proof?.text ?? title,
    fix,
    ...(change !== undefined && { change }),
  };
}

/** Play money hurts nobody. */
export function forEnvironment(
  severity: InstallationSeverity,
  environment: Environment | undefined,
): InstallationSeverity {
  return environment === undefined || environment === "production" ? severity : "note";
}
