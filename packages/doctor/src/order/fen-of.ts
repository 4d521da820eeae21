// An amount of a request in fen, for checks which only look: what is no amount is another check's business.
import { AlipayError, parseYuan, type YuanLimits } from "@dedepay/alipay";

export function fenOf(text: string | undefined, limits?: YuanLimits): bigint | undefined {
  try {
    return parseYuan(text ?? "", limits);
  } catch (error) {
    if (error instanceof AlipayError) return undefined;
    throw error;
  }
}
