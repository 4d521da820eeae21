// Finds JSON objects inside any text: the positions of balanced braces, strings respected. Parses nothing.
export type Span = { readonly start: number; readonly end: number };

const maxSpans = 20;

/** Spans of top-level {…} in the order of the text. */
export function jsonSpans(text: string): Span[] {
  const spans: Span[] = [];
  let position = text.indexOf("{");
  while (position !== -1 && spans.length < maxSpans) {
    const end = closingBrace(text, position);
    if (end === -1) {
      // Unbalanced from here: a log may quote half an object. Try the next brace, a bounded number of times.
      spans.push({ start: position, end: position });
      position = text.indexOf("{", position + 1);
      continue;
    }
    spans.push({ start: position, end: end + 1 });
    position = text.indexOf("{", end + 1);
  }
  return spans.filter(({ start, end }) => end > start);
}

/** Position of the brace that closes the one at `open`, or -1. */
export function closingBrace(text: string, open: number): number {
  let depth = 0;
  let inString = false;
  for (let index = open; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 0x5c) index += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b) depth += 1;
    else if (code === 0x7d) {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
  return -1;
}
