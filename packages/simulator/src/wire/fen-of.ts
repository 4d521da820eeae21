// An amount as a rule sees it, before anything was checked.

/** Yuan text in fen, or undefined where it is no plain amount. */
export function fenOf(text: string): bigint | undefined {
  const parts = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text);
  return parts === null ? undefined : BigInt(`${parts[1]}${(parts[2] ?? "").padEnd(2, "0")}`);
}
