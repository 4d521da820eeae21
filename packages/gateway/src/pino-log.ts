// The gateway's log lines as JSON on standard output. Names are snake_case there, as in the API: one `request_id` everywhere.
import { type DestinationStream, pino } from "pino";
import type { Log, LogFields } from "./platform/log.ts";
import { logTime } from "./platform/log-time.ts";
import { isSecretName, redactText } from "./redact.ts";
import { snakeCase } from "./snake-case.ts";

export type LogLevel = "debug" | "info" | "warn" | "error";

export function createPinoLog(options: { level?: LogLevel; destination?: DestinationStream } = {}): Log {
  const settings = { level: options.level ?? "info", base: null, timestamp: logTime };
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
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    if (value === undefined) continue;
    const { written, isSecret } = knownNames.get(name) ?? learnName(name);
    if (typeof value === "string") line[written] = isSecret ? "***" : redactText(value);
    else line[written] = typeof value === "bigint" ? String(value) : value;
  }
  return line;
}

type FieldName = { readonly written: string; readonly isSecret: boolean };

const knownNames = new Map<string, FieldName>();
/** The code has about a hundred; the limit is for a caller who takes names from what somebody sent. */
const mostNames = 1000;

function learnName(name: string): FieldName {
  const learnt = { written: snakeCase(name), isSecret: isSecretName(name) };
  if (knownNames.size < mostNames) knownNames.set(name, learnt);
  return learnt;
}
