// The CMS keeps amounts in float(13,2) columns: from 131072.00 yuan on, what is stored differs from what was asked.

const yuanFen = 100n;
const mantissaBits = 23;

/** Whether a stored amount can be the float32 image of the asked one: equal, or at most one unit in the last place off. */
export function isFloatImage(askedFen: bigint, storedFen: bigint): boolean {
  if (askedFen < 0n || storedFen < 0n) return false;
  const differenceFen = askedFen > storedFen ? askedFen - storedFen : storedFen - askedFen;
  if (differenceFen === 0n) return true;
  const largerFen = askedFen > storedFen ? askedFen : storedFen;
  const exponent = (largerFen / yuanFen).toString(2).length - 1;
  // |difference| ≤ 2^(exponent - 23) yuan, in whole numbers.
  return exponent <= mantissaBits
    ? differenceFen << BigInt(mantissaBits - exponent) <= yuanFen
    : differenceFen <= yuanFen << BigInt(exponent - mantissaBits);
}
