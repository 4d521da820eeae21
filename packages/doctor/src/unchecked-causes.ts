// Causes which no evidence can show: what to do about them where a code suggests them. Each page says why (no_check).
import type { BilingualText } from "@dedepay/errors";

export const uncheckedCauses: Readonly<Record<string, { readonly advice: readonly BilingualText[] }>> = {};
