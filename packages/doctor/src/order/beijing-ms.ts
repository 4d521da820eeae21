// A time as Alipay writes it, in milliseconds; none where it is written otherwise.
import { AlipayError, parseBeijingTime } from "@dedepay/alipay";

/** Epoch milliseconds of `yyyy-MM-dd HH:mm:ss` in Beijing; the seconds may be left out. */
export function beijingMs(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  try {
    return parseBeijingTime(text.length === 16 ? `${text}:00` : text);
  } catch (error) {
    if (error instanceof AlipayError) return undefined;
    throw error;
  }
}
