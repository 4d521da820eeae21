// The gateway's own log, one JSON object a line: its requests are deliveries like those in any access log, and the incidents
// that it diagnosed name their causes.
import type { AccessLogEntry, OwnLogPiece, Piece } from "./piece.ts";

const maxLines = 20_000;

type Line = Readonly<Record<string, unknown>>;

/** Pieces of a gateway's log; empty where the text is none. */
export function gatewayLogPieces(text: string): Piece[] {
  if (!/^\{[^\n]*"(?:request_id|group)":"[^\n]*"msg":"/mu.test(text.slice(0, 20_000))) return [];
  const entries: AccessLogEntry[] = [];
  const diagnosed: { time: string; causes: readonly string[] }[] = [];
  for (const [index, raw] of text.split("\n").slice(0, maxLines).entries()) {
    const line = parsedLine(raw);
    if (line === undefined) continue;
    const time = timeOf(line["time"]);
    const { method, route, status, remote } = line;
    if (line["msg"] === "request" && typeof method === "string" && typeof route === "string") {
      const address = typeof remote === "string" ? remote : "";
      entries.push({ line: index + 1, address, time, method, target: route, status: Number(status), bytes: undefined });
    }
    if (line["msg"] === "incident diagnosed" && typeof line["causes"] === "string") {
      diagnosed.push({ time, causes: line["causes"].split(" ").filter((cause) => cause !== "") });
    }
  }
  const ownLog: OwnLogPiece[] = diagnosed.length === 0 ? [] : [{ kind: "own_log", diagnosed }];
  const deliveries = entries.filter(({ target }) => target.includes("notify"));
  return [...ownLog, ...(deliveries.length === 0 ? [] : [{ kind: "access_log" as const, entries: deliveries }])];
}

function parsedLine(raw: string): Line | undefined {
  if (!raw.startsWith("{")) return undefined;
  try {
    const value: unknown = JSON.parse(raw);
    return typeof value === "object" && value !== null ? (value as Line) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function timeOf(time: unknown): string {
  return typeof time === "number" && Number.isFinite(time) && Math.abs(time) < 8e15
    ? new Date(time).toISOString()
    : typeof time === "string"
      ? time.slice(0, 40)
      : "";
}
