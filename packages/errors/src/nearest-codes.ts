// What somebody may have meant: a wrong, partial or badly remembered code → the nearest ones.
// Cheap enough to run on a miss only; never used to decide anything.
import type { CodePolicy } from "./code-policy.ts";
import { codeTable } from "./code-table.ts";

// The longest code has fifty characters; a pasted page is not a code, and comparing it would only cost time.
const longestAsked = 80;

/** Up to `limit` codes, best first; none where nothing is near. */
export function nearestCodes(text: string, limit = 5): readonly CodePolicy[] {
  const asked = bare(text);
  if (asked.length < 3 || asked.length > longestAsked) return [];
  const scored: { policy: CodePolicy; score: number }[] = [];
  for (const policy of codeTable()) {
    if (policy.code.endsWith("*")) continue;
    const score = Math.max(...[policy.code, ...policy.aliases].map((name) => similarity(asked, bare(name))));
    if (score >= 0.5) scored.push({ policy, score });
  }
  return scored
    .sort((a, b) => b.score - a.score || a.policy.code.length - b.policy.code.length)
    .slice(0, limit)
    .map(({ policy }) => policy);
}

// 1 = the same. A part counts by how much of the whole it is; else edits and shared words, whichever says more.
function similarity(asked: string, name: string): number {
  if (name === asked) return 1;
  if (name.includes(asked)) return 0.6 + (0.39 * asked.length) / name.length;
  if (asked.includes(name)) return 0.5 + (0.4 * name.length) / asked.length;
  const edits = 1 - distance(asked, name) / Math.max(asked.length, name.length);
  return Math.max(edits >= 0.7 ? edits : 0, 0.9 * sharedWords(asked, name));
}

function sharedWords(a: string, b: string): number {
  const left = new Set(a.split("_"));
  const right = new Set(b.split("_"));
  if (left.size < 2 || right.size < 2) return 0;
  const shared = [...left].filter((word) => right.has(word)).length;
  return shared / (left.size + right.size - shared);
}

/** Edits (insert, delete, replace, swap of neighbours) between two words. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const replace = (last[j - 1] ?? 0) + (same ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(replace, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, swap));
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

function bare(code: string): string {
  return code
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_")
    .replace(/^(?:isv|isp|aop)\./, "")
    .replace(/^(?:acq|aqc)\./, "");
}
