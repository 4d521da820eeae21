// Finds links of the site which lead nowhere. Knows files and their texts only.
import { posix } from "node:path";

/** "FROM → TO" for each relative link, form action or script whose file is not among the names. */
export function brokenLinks(files: ReadonlyMap<string, string>): readonly string[] {
  const broken: string[] = [];
  for (const [name, text] of files) {
    if (!name.endsWith(".html")) continue;
    for (const [, address = ""] of text.matchAll(/(?:href|src|action)="([^"]*)"/g)) {
      if (/^(?:data:|https?:)/.test(address)) continue;
      const path = address
        .replaceAll("&#39;", "'")
        .replaceAll("&amp;", "&")
        .replace(/[?#].*$/, "");
      const target = posix.join(posix.dirname(name), decodeURIComponent(path));
      if (!files.has(target)) broken.push(`${name} → ${address}`);
    }
  }
  return broken;
}
