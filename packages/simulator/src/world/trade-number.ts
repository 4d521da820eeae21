// Alipay's number of a trade: 28 digits, of which the first eight are the day and the last twelve count.

/** `20260301` and what follows it. */
export function tradeNumber(o: { day: string; sellerId: string; serial: number }): string {
  return `${o.day}22001${o.sellerId.slice(-4, -1)}${String(o.serial).padStart(12, "0")}`;
}

/** The serial in a number of ours; undefined in what is none. */
export function tradeSerialOf(tradeNo: string): number | undefined {
  return /^\d{8}22001\d{3}0{3}\d{9}$/.test(tradeNo) ? Number(tradeNo.slice(-9)) : undefined;
}
