// The edition and the charset constant of include/common.inc.php. The constant goes straight into _input_charset.
import { readPhpAssignments } from "./php-assignments.ts";
import { byteString } from "./php-value.ts";

export type Edition = {
  /** Such as V57_UTF8_SP2. */
  readonly version: string | undefined;
  /** $cfg_soft_lang as written. */
  readonly charsetConstant: string | undefined;
  readonly charset: "utf-8" | "gbk" | undefined;
};

export function readEdition(bytes: Uint8Array): Edition {
  const version = /\bV\d{2,3}_(?:UTF8|GBK)(?:_\w+)?\b/.exec(byteString(bytes))?.[0];
  const constant = readPhpAssignments(bytes).get("cfg_soft_lang");
  const charsetConstant = typeof constant === "string" ? constant : undefined;
  return { version, charsetConstant, charset: charsetOf(charsetConstant) };
}

function charsetOf(constant: string | undefined): "utf-8" | "gbk" | undefined {
  if (constant === undefined) return undefined;
  if (/^utf-?8$/i.test(constant)) return "utf-8";
  return /^gb(k|2312)$/i.test(constant) ? "gbk" : undefined;
}
