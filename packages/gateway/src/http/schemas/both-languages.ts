// Words of the API description: people who connect a shop read Chinese first, and tools show one text.

export function both(zh: string, en: string): string {
  return `${zh} / ${en}`;
}
