// The gateway's log lines as JSON on standard output. Names are snake_case there, as in the API: one `request_id` everywhere.
import { type DestinationStream, pino } from "pino";
import type { Log, LogFields } from "./platform/log.ts";
import { redactField, redactText } from "./redact.ts";

export type LogLevel = "debug" | "info" | "warn" | "error";

export function createPinoLog(options: { level?: LogLevel; destination?: DestinationStream } = {}): Log {
  const settings = { level: options.level ?? "info", base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const logger = options.destination === undefined ? pino(settings) : pino(settings, options.destination);
  return {
    debug: (fields, message) => logger.debug(lineOf(fields), redactText(message)),
    info: (fields, message) => logger.info(lineOf(fields), redactText(message)),
    warn: (fields, message) => logger.warn(lineOf(fields), redactText(message)),
    error: (fields, message) => logger.error(lineOf(fields), redactText(message)),
  };
}

/** A bigint is written as text: a reader of JSON would round it. */
function lineOf(fields: LogFields): Record<string, string | number | boolean> {
  const line: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (typeof value === "string") line[snakeCase(name)] = redactField(name, value);
    else line[snakeCase(name)] = typeof value === "bigint" ? String(value) : value;
  }
  return line;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
