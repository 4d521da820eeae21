// A JSON object inside a value; empty where it is none.
export function jsonObjectOf(text: string | undefined): Readonly<Record<string, unknown>> {
  if (text === undefined || !text.startsWith("{") || text.length > 100_000) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
