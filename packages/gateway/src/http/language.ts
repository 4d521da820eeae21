// Which of our two languages a reader wants. Chinese unless English is asked for before it.

export type Language = "zh" | "en";

/** Reads an Accept-Language header (RFC 9110 §12.5.4). Anything unreadable is Chinese. */
export function pickLanguage(header: string | string[] | undefined): Language {
  const text = Array.isArray(header) ? header.join(",") : header;
  if (text === undefined) return "zh";
  let best: { language: Language; quality: number } | undefined;
  for (const part of text.slice(0, 1000).split(",")) {
    const [range = "", ...parameters] = part.trim().toLowerCase().split(";");
    const language = languageOfRange(range.trim());
    if (language === undefined) continue;
    const quality = qualityOf(parameters);
    if (quality > 0 && (best === undefined || quality > best.quality)) best = { language, quality };
  }
  return best?.language ?? "zh";
}

function languageOfRange(range: string): Language | undefined {
  if (range === "*" || range === "zh" || range.startsWith("zh-")) return "zh";
  if (range === "en" || range.startsWith("en-")) return "en";
  return undefined;
}

function qualityOf(parameters: readonly string[]): number {
  for (const parameter of parameters) {
    const match = /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(parameter);
    if (match !== null) return Number(match[1]);
  }
  return 1;
}

/** The HTTP language tag of ours. */
export function languageTag(language: Language): string {
  return language === "zh" ? "zh-CN" : "en";
}
