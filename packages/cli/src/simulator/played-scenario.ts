// What the simulator says of a scenario which it has played; checked before it is believed.

interface BothLanguages {
  readonly zh: string;
  readonly en: string;
}

export interface PlayedScenario {
  readonly title: BothLanguages;
  readonly expect: BothLanguages;
  readonly verdict: BothLanguages & { readonly ok: boolean };
  readonly trade: { readonly out_trade_no: string; readonly status: string };
  readonly exchanges: ReadonlyArray<{
    readonly direction: "received" | "sent";
    readonly service: string;
    readonly request: string;
    readonly result: string;
    readonly reply: string;
    readonly explanation?: BothLanguages;
  }>;
}

/** The answer of POST /sim/scenarios/:name; undefined where it has another shape. */
export function readPlayed(json: unknown): PlayedScenario | undefined {
  return isPlayed(json) ? json : undefined;
}

function isPlayed(json: unknown): json is PlayedScenario {
  if (!isRecord(json)) return false;
  const { title, expect, verdict, trade, exchanges } = json;
  return (
    isSaid(title) &&
    isSaid(expect) &&
    isSaid(verdict) &&
    "ok" in verdict &&
    isRecord(trade) &&
    typeof trade["out_trade_no"] === "string" &&
    Array.isArray(exchanges) &&
    exchanges.every((one) => isRecord(one) && typeof one["reply"] === "string" && typeof one["request"] === "string")
  );
}

function isSaid(value: unknown): value is BothLanguages {
  return isRecord(value) && typeof value["zh"] === "string" && typeof value["en"] === "string";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
