// The origin of a web address, where it is one that we would call or send somebody to.

/** The origin of a complete http(s) address without user and fragment; undefined for anything else. */
export function httpOrigin(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if ((url.protocol !== "http:" && url.protocol !== "https:") || url.username !== "" || url.hash !== "")
    return undefined;
  return url.origin;
}
