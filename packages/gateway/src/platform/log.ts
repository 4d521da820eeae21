// The port through which everything in the gateway writes its log lines. It must not know pino: `start-gateway` brings that.

/** Never a key, a sign string with a key in it, or a buyer's full identity. */
export type LogFields = Readonly<Record<string, string | number | boolean | bigint | undefined>>;

/** Structured lines, fields first (pino's own order, so that a pino logger fits as it is). */
export type Log = {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
};

export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
