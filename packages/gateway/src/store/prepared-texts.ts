// Statements that are the same each time, so that a server which is told of it reads and plans them once a connection. What
// depends on how many rows there are would fill the server's memory with its variants, and is not among them.

const names = new Map<string, string>();

/** From now on the text has a name. */
export function nameText(text: string): void {
  if (!names.has(text)) names.set(text, `dedepay_${names.size + 1}`);
}

/** undefined: it is sent as it is each time. */
export function preparedName(text: string): string | undefined {
  return names.get(text);
}
