// Compares two signed texts parameter by parameter.

import type { Difference } from "../diagnosis.ts";
import type { ByteText } from "../evidence/byte-text.ts";
import { maskValue } from "../mask-value.ts";

/** Names and values of a signed text; a value may hold "&" only where no "name=" follows it. */
export function parametersOf(text: ByteText): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  let last: string | undefined;
  for (const part of text.split("&")) {
    const match = /^([A-Za-z_][\w.[\]-]*)=(.*)$/su.exec(part);
    if (match !== null) {
      last = match[1] ?? "";
      parameters.set(last, match[2] ?? "");
    } else if (last !== undefined) parameters.set(last, `${parameters.get(last) ?? ""}&${part}`);
  }
  return parameters;
}

/** Parameters that differ, in the order of the left text, then those only on the right. */
export function textDifferences(left: ByteText, right: ByteText): readonly Difference[] {
  const ofLeft = parametersOf(left);
  const ofRight = parametersOf(right);
  const differences: Difference[] = [];
  for (const field of new Set([...ofLeft.keys(), ...ofRight.keys()])) {
    const a = ofLeft.get(field);
    const b = ofRight.get(field);
    if (a === b) continue;
    differences.push({
      field,
      ...(a === undefined ? {} : { left: shown(field, a, b) }),
      ...(b === undefined ? {} : { right: shown(field, b, a) }),
    });
  }
  return differences;
}

// Where two long values differ late, show the place instead of two equal beginnings.
function shown(field: string, value: string, other: string | undefined): string {
  const masked = maskValue(field, value);
  if (other === undefined || value.length <= 160 || masked.includes("***")) return masked;
  let same = 0;
  while (same < value.length && value[same] === other[same]) same += 1;
  return same < 60 ? masked : `…${maskValue(field, value.slice(same - 40, same + 100))}`;
}
