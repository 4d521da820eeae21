// Cuts text into what can be looked for: Chinese into pairs of characters (Chinese has no blanks between words),
// everything else into words; a code stays whole and gives its parts as well.

/** The terms of a query or text, each once, in order. */
export function searchTerms(text: string): readonly string[] {
  const terms = new Set<string>();
  for (const [run] of foldText(text).matchAll(/[\p{Script=Han}]+|[a-z0-9_.]+/gu)) {
    if (/^\p{Script=Han}/u.test(run)) addPairs(run, terms);
    else addWords(run, terms);
  }
  return [...terms];
}

/** One form for comparing: full-width and upper-case letters become plain ones, hyphens in codes underscores. */
export function foldText(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll("-", "_");
}

function addPairs(run: string, terms: Set<string>): void {
  const characters = [...run];
  if (characters.length === 1) terms.add(run);
  for (let index = 0; index + 1 < characters.length; index++) {
    terms.add(`${characters[index]}${characters[index + 1]}`);
  }
}

function addWords(run: string, terms: Set<string>): void {
  const whole = run.replace(/^[._]+|[._]+$/g, "");
  if (whole.length > 1) terms.add(whole);
  const parts = whole.split(/[._]/);
  if (parts.length > 1) for (const part of parts) if (part.length > 2) terms.add(part);
}
