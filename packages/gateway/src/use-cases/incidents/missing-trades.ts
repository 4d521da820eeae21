// How many buyers in a row may vanish at Alipay before the owner is told. Its own file, because the context holds it.

/** So many payments, opened within so many minutes. */
export type MissingTrades = { payments: number; withinMinutes: number };

export const usualMissingTrades: MissingTrades = { payments: 3, withinMinutes: 30 };
