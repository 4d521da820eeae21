// So many at once, and no more.

/** One after the other in each lane, and the lanes beside each other. */
export async function inLanes<Item>(
  items: readonly Item[],
  lanes: number,
  one: (item: Item) => Promise<void>,
): Promise<void> {
  // One for all lanes: each takes from it what comes next.
  const next = items.values();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const item of next) await one(item);
    }),
  );
}
