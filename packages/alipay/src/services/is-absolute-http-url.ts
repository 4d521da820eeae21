// Says whether text is an address that another machine can call as it stands.

/** True for an absolute http or https URL with a host, without white space or control characters, user or fragment. */
export function isAbsoluteHttpUrl(text: string): boolean {
  if (!/^https?:\/\/[^\s\p{Cc}]+$/iu.test(text) || !URL.canParse(text)) return false;
  const { hostname, username, hash } = new URL(text);
  return hostname !== "" && username === "" && hash === "";
}
