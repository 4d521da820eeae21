// What the simulator says of a scenario which it has played; checked before it is believed.

interface BothLanguages {
  readonly zh: string;
  readonly en: string;
}

export interface PlayedExchange {
  readonly at: string;
  readonly kind: string;
  readonly service: string;
  readonly signature: string;
  readonly result: string;
  readonly reply: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly outTradeNo?: string;
  readonly explanation?: BothLanguages;
}

export interface PlayedScenario {
  readonly title: BothLanguages;
  readonly expect: BothLanguages;
  readonly next?: BothLanguages;
  readonly verdict: BothLanguages & { readonly ok: boolean };
  readonly trade: { readonly out_trade_no: string; readonly status: string };
  readonly exchanges: readonly PlayedExchange[];
}

/** The answer of POST /sim/scenarios/:name; undefined where it has another shape. */
export function readPlayed(json: unknown): PlayedScenario | undefined {
  return isPlayed(json) ? json : undefined;
}

function isPlayed(json: unknown): json is PlayedScenario {
  if (!isRecord(json)) return false;
  const { title, expect, next, verdict, trade, exchanges } = json;
  return (
    isSaid(title) &&
    isSaid(expect) &&
    (next === undefined || isSaid(next)) &&
    isSaid(verdict) &&
    "ok" in verdict &&
    typeof verdict.ok === "boolean" &&
    isRecord(trade) &&
    hasTexts(trade, "out_trade_no", "status") &&
    Array.isArray(exchanges) &&
    exchanges.every(isExchange)
  );
}

function isExchange(value: unknown): value is PlayedExchange {
  if (!isRecord(value) || !hasTexts(value, "at", "kind", "service", "signature", "result", "reply")) return false;
  const { fields, explanation } = value;
  return (
    isRecord(fields) && hasTexts(fields, ...Object.keys(fields)) && (explanation === undefined || isSaid(explanation))
  );
}

function hasTexts(value: Record<string, unknown>, ...names: string[]): boolean {
  return names.every((name) => typeof value[name] === "string");
}

function isSaid(value: unknown): value is BothLanguages {
  return isRecord(value) && hasTexts(value, "zh", "en");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
