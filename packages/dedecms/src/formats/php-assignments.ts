// The plain assignments of a PHP settings file (`$name = literal;`), read as text. Knows no name and runs nothing.
import { readPhpLiteral, skipBlank, skipQuoted } from "./php-literal.ts";
import { byteString, type PhpValue } from "./php-value.ts";

const variable = /\$([A-Za-z_]\w*)/y;
const assignment = /=(?![=>])/y;

/** Names without `$` to values; the last assignment counts. What is computed rather than written out has no entry. */
export function readPhpAssignments(bytes: Uint8Array): ReadonlyMap<string, PhpValue> {
  const source = byteString(bytes);
  const values = new Map<string, PhpValue>();
  let index = Math.max(source.indexOf("<?"), 0);
  while (index < source.length) {
    const afterBlank = skipBlank(source, index);
    if (afterBlank > index) index = afterBlank;
    else if (source[index] === "'" || source[index] === '"') index = skipQuoted(source, index);
    else if (source[index] === "$") index = readAssignment(source, index, values);
    else index += 1;
  }
  return values;
}

/** Where to go on. */
function readAssignment(source: string, start: number, values: Map<string, PhpValue>): number {
  variable.lastIndex = start;
  const name = variable.exec(source)?.[1];
  if (name === undefined) return start + 1;
  const afterName = skipBlank(source, start + 1 + name.length);
  assignment.lastIndex = afterName;
  if (!assignment.test(source)) return afterName;
  const literal = readPhpLiteral(source, skipBlank(source, afterName + 1));
  const rest = literal === undefined ? -1 : skipBlank(source, literal.end);
  const isWhole = rest >= source.length || source[rest] === ";" || source.startsWith("?>", rest);
  if (literal === undefined || !isWhole) {
    values.delete(name);
    return afterName + 1;
  }
  values.set(name, literal.value);
  return rest + 1;
}
