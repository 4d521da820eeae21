// From the text that somebody read (misspelt, cut at 32 characters, with or without its prefix) to the code that is meant.
// Must not guess: anything less than one certain answer is left to nearest-codes.ts.
import type { CodeNamespace, CodePolicy } from "./code-policy.ts";
import { codeTable } from "./code-table.ts";

const prefix = /^(?:isv|isp|aop)\./;
const cutLengths = [32, 28];

let index: ReadonlyMap<string, readonly CodePolicy[]> | undefined;

/** The code that is meant, or undefined. Without a namespace the partner protocol comes first, then OpenAPI, then the client. */
export function findCode(code: string, namespace?: CodeNamespace): CodePolicy | undefined {
  return findCodes(code, namespace)[0];
}

/** All codes of that name: SYSTEM_ERROR means something in each namespace. */
export function findCodes(code: string, namespace?: CodeNamespace): readonly CodePolicy[] {
  const asked = normalise(code);
  if (asked === "") return [];
  for (const name of [asked, asked.replace(prefix, ""), withoutPrefixes(asked)]) {
    const found = inNamespace(byName().get(name) ?? [], namespace);
    if (found.length > 0) return found;
  }
  return findCut(asked, namespace);
}

/** What to do about a code, never undefined: an unknown one gets the default of its prefix or its namespace. */
export function policyOf(code: string, namespace: CodeNamespace): CodePolicy {
  const found = findCode(code, namespace);
  if (found !== undefined) return found;
  const word = prefix.exec(normalise(code))?.[0];
  const defaults = codeTable().filter((policy) => policy.namespace === namespace && policy.code.endsWith("*"));
  const fallback =
    defaults.find((policy) => policy.code === `${word}*`) ?? defaults.find((policy) => policy.code === "*");
  if (fallback === undefined) throw new Error(`generated table: namespace ${namespace} has no default`);
  return { ...fallback, code: code.trim() };
}

// Documents print some codes cut to 32 characters (28 without ACQ.); a cut that fits one code only is that code.
function findCut(asked: string, namespace: CodeNamespace | undefined): readonly CodePolicy[] {
  if (!cutLengths.includes(asked.length)) return [];
  const found = inNamespace(known(), namespace).filter((policy) => {
    const name = normalise(policy.code);
    return name.startsWith(asked) || name.startsWith(`acq.${asked}`);
  });
  // The same name with and without ACQ. is one code in two namespaces, as in the index of whole names.
  return new Set(found.map((policy) => withoutPrefixes(normalise(policy.code)))).size === 1 ? found : [];
}

function byName(): ReadonlyMap<string, readonly CodePolicy[]> {
  index ??= buildIndex();
  return index;
}

// A code's own name wins over an alias, an alias over the name without its prefix.
function buildIndex(): ReadonlyMap<string, readonly CodePolicy[]> {
  const map = new Map<string, CodePolicy[]>();
  const add = (name: string, policy: CodePolicy): void => {
    const list = map.get(name);
    if (list === undefined) map.set(name, [policy]);
    else if (!list.some((other) => other.namespace === policy.namespace)) list.push(policy);
  };
  for (const policy of known()) add(normalise(policy.code), policy);
  for (const policy of known()) for (const alias of policy.aliases) add(normalise(alias), policy);
  for (const policy of known()) add(withoutPrefixes(normalise(policy.code)), policy);
  return map;
}

function known(): readonly CodePolicy[] {
  return codeTable().filter((policy) => !policy.code.endsWith("*"));
}

function inNamespace(policies: readonly CodePolicy[], namespace: CodeNamespace | undefined): readonly CodePolicy[] {
  return namespace === undefined ? policies : policies.filter((policy) => policy.namespace === namespace);
}

function withoutPrefixes(name: string): string {
  return name.replace(prefix, "").replace(/^acq\./, "");
}

// People type blanks and hyphens for underscores; no two codes differ in these only.
function normalise(code: string): string {
  return code
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, "_");
}
