// The charset which a decoded message names for itself: its values were bytes in it before somebody decoded them.
import type { Charset } from "@dedepay/alipay";
import { charsetNamed } from "./query-messages.ts";

export function declaredCharset(pairs: readonly (readonly [name: string, value: unknown])[]): Charset | undefined {
  const named = pairs.find(([name]) => name === "_input_charset" || name === "charset")?.[1];
  return typeof named === "string" ? charsetNamed(named) : undefined;
}
