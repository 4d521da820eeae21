// What the inspector answers, ready for JSON. Never holds a key, a password or a whole e-mail address.

export type BilingualText = { readonly zh: string; readonly en: string };

/** "critical": money can be stolen or no payment works. "serious": payments get lost. "warning": will hurt some day. */
export type Severity = "critical" | "serious" | "warning" | "note";

/** "seen": files show it. "assumed": the stock code is known to behave so and nothing here speaks against it. */
export type Certainty = "seen" | "assumed";

export type Finding = {
  readonly id: string;
  /** Ids of DedeCMS's known bugs. */
  readonly bugs: readonly string[];
  readonly severity: Severity;
  /** "closed": a known hole which is not open here as things stand; listed so that nobody has to ask. */
  readonly state: "open" | "closed";
  readonly certainty: Certainty;
  readonly title: BilingualText;
  /** What was seen, where. */
  readonly proof?: BilingualText;
  /** What to do now, first things first. */
  readonly fix: readonly BilingualText[];
  /** What dedepay's PHP files change about it. */
  readonly dropIn: BilingualText;
};

type Usual = "state" | "certainty";

/** A finding that is open and was seen, unless it says otherwise. */
export function openFinding(finding: Omit<Finding, Usual> & Partial<Pick<Finding, Usual>>): Finding {
  return { state: "open", certainty: "seen", ...finding };
}

/** The same words in both languages: a path, a value, a line of code. */
export function asIs(text: string): BilingualText {
  return { zh: text, en: text };
}
