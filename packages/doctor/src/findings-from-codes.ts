// What a code alone says: its causes in the catalogue, each as possible. Adds nothing that was already seen.
import { type CodePolicy, findCodes } from "@dedepay/errors";
import type { Finding } from "./diagnosis.ts";
import type { Examination } from "./examination.ts";
import { precedence } from "./precedence.ts";
import { uncheckedCauses } from "./unchecked-causes.ts";

const maxFromCodes = 8;

/** One finding a cause, in the order of the codes and of their causes. */
export function findingsFromCodes(examination: Examination, observed: readonly Finding[]): readonly Finding[] {
  const known = new Set(observed.map(({ cause }) => cause));
  const findings = new Map<string, Finding>();
  for (const { code, namespace } of examination.codes) {
    const policies = findCodes(code, namespace);
    for (const policy of policies.length > 0 ? policies : findCodes(code)) {
      for (const cause of policy.causes) {
        if (!known.has(cause) && !findings.has(cause)) findings.set(cause, possibleFinding(cause, policy));
      }
    }
  }
  return [...findings.values()].slice(0, maxFromCodes);
}

function possibleFinding(cause: string, { code, meaningZh, meaningEn }: CodePolicy): Finding {
  const check = precedence.find((candidate) => candidate.cause === cause);
  const needs = check?.needs;
  return {
    cause,
    confidence: "possible",
    proof: { text: { zh: `${code}：${meaningZh}`, en: `${code}: ${meaningEn}` } },
    fix: check?.advice ?? uncheckedCauses[cause]?.advice ?? [],
    ...(needs === undefined ? {} : { needs }),
  };
}
