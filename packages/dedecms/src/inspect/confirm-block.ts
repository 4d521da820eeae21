// The line which shuts hole V5: anybody may set an unpaid order to finished through member/shops_products.php.
// It takes the buyers' "received" button away; the owner confirms in the back office instead.
import { byteString } from "../formats/php-value.ts";

export const confirmBlockLine = "foreach (array($_GET, $_POST, $_COOKIE) as $v) { if (isset($v['do'])) exit; }";

const begin = /^(?:\xef\xbb\xbf)?\s*<\?php[ \t]*(\r?\n|[ \t])/;

/** Whether the line stands first in the file. */
export function isConfirmBlocked(bytes: Uint8Array): boolean {
  const source = byteString(bytes);
  const opening = begin.exec(source)?.[0];
  return opening !== undefined && source.slice(opening.length).trimStart().startsWith(confirmBlockLine);
}

/** The file with the line in it; undefined where it does not begin as a PHP file does. */
export function withConfirmBlock(bytes: Uint8Array): Uint8Array | undefined {
  const source = byteString(bytes);
  const match = begin.exec(source);
  if (match === null) return undefined;
  const lineEnd = source.includes("\r\n") ? "\r\n" : "\n";
  const opening = match[0].trimEnd() + lineEnd;
  const rest = source.slice(match[0].length);
  return Buffer.from(`${opening}${confirmBlockLine}${lineEnd}${rest}`, "latin1");
}
