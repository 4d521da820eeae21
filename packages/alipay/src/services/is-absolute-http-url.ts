// Says whether text is an address that another machine can call as it stands.

// A shop has a handful of addresses and states them in every request; reading one takes longer than all other checks.
const judged = new Map<string, boolean>();
const mostJudged = 64;

function judge(text: string): boolean {
  if (!/^https?:\/\/[^\s\p{Cc}]+$/iu.test(text) || !URL.canParse(text)) return false;
  const { hostname, username, hash } = new URL(text);
  return hostname !== "" && username === "" && hash === "";
}

/** True for an absolute http or https URL with a host, without white space or control characters, user or fragment. */
export function isAbsoluteHttpUrl(text: string): boolean {
  const known = judged.get(text);
  if (known !== undefined) return known;
  const verdict = judge(text);
  if (judged.size === mostJudged) judged.clear();
  if (text.length <= 512) judged.set(text, verdict);
  return verdict;
}
