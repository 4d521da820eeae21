// A rule in the words of POST /sim/rules; readRule's other direction.
import type { Rule } from "../world/rule.ts";

export function ruleJson({ match, effect }: Rule): { match: Record<string, unknown>; effect: Record<string, unknown> } {
  const { on: _place, outTradeNo, amountFen, tradeStatus, ...same } = match;
  const renamed = { out_trade_no: outTradeNo, amount_fen: amountFen, trade_status: tradeStatus };
  const given = Object.entries(renamed).filter(([, value]) => value !== undefined);
  return {
    match: { ...same, ...Object.fromEntries(given) },
    effect:
      effect.kind === "slow_bytes" ? { kind: effect.kind, bytes_per_second: effect.bytesPerSecond } : { ...effect },
  };
}
