// Finds the parts of a v2 reply in its text without re-serialising anything: what Alipay signed is the raw text of one
// member of the outermost object. Must not know about keys or error codes.

/** The raw text of each member of the outermost object, by name. */
export type RawMembers = ReadonlyMap<string, string>;

const whiteSpace = new Set([" ", "\t", "\n", "\r"]);

function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (text[index] !== '"') index += text[index] === "\\" ? 2 : 1;
  return index + 1;
}

function endOfValue(text: string, start: number): number {
  let depth = 0;
  let index = start;
  while (index < text.length) {
    const character = text[index];
    if (character === '"') {
      index = endOfString(text, index);
      if (depth === 0) return index;
      continue;
    }
    if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") {
      if (depth === 0) return index;
      depth -= 1;
      if (depth === 0) return index + 1;
    } else if (depth === 0 && (character === "," || whiteSpace.has(character ?? ""))) return index;
    index += 1;
  }
  return index;
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    // A SyntaxError: not JSON.
    return false;
  }
}

/** Members of the JSON object in `text` as raw text; undefined where it is no JSON object or a name occurs twice. */
export function readRawMembers(text: string): RawMembers | undefined {
  // The grammar is checked first, so the walk below only has to find where things end.
  if (!isJsonObject(text)) return undefined;
  const members = new Map<string, string>();
  let index = text.indexOf("{") + 1;
  while (index < text.length) {
    const nameStart = text.indexOf('"', index);
    if (nameStart === -1) break;
    const nameEnd = endOfString(text, nameStart);
    const name: unknown = JSON.parse(text.slice(nameStart, nameEnd));
    let start = text.indexOf(":", nameEnd) + 1;
    while (whiteSpace.has(text[start] ?? "")) start += 1;
    const end = endOfValue(text, start);
    if (typeof name !== "string" || members.has(name)) return undefined;
    members.set(name, text.slice(start, end));
    index = end;
  }
  return members;
}

/** The same JSON text with each escaped solidus written plainly; older gateways sign that spelling. */
export function withPlainSolidus(raw: string): string {
  return raw.replace(/\\(.)/gsu, (escaped, character: string) => (character === "/" ? "/" : escaped));
}
