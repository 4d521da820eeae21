// Reads the headers of DER elements (tag and length), nothing else. Never throws.

/** One tag-length-value element: offsets of its content inside the buffer. */
export type DerElement = { tag: number; start: number; end: number };

/** The element at `offset`; undefined when no header is there. Its end may lie past the buffer (a cut-off text). */
export function readElement(der: Uint8Array, offset: number): DerElement | undefined {
  const tag = der[offset];
  const first = der[offset + 1];
  if (tag === undefined || first === undefined) return undefined;
  if (first < 0x80) return { tag, start: offset + 2, end: offset + 2 + first };
  const lengthBytes = first & 0x7f;
  if (lengthBytes === 0 || lengthBytes > 4) return undefined;
  let length = 0;
  for (let index = 0; index < lengthBytes; index++) {
    const byte = der[offset + 2 + index];
    if (byte === undefined) return undefined;
    length = length * 256 + byte;
  }
  const start = offset + 2 + lengthBytes;
  return { tag, start, end: start + length };
}

// A certificate has three children and a PKCS#1 key nine; more are never needed to tell the shapes apart.
/** The first ten elements inside `parent`. */
export function childrenOf(der: Uint8Array, parent: DerElement): DerElement[] {
  const children: DerElement[] = [];
  let offset = parent.start;
  while (offset < parent.end && children.length < 10) {
    const child = readElement(der, offset);
    if (child === undefined || child.end > parent.end) break;
    children.push(child);
    offset = child.end;
  }
  return children;
}
