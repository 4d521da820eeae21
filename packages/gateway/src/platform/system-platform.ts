// The real outside world.
import { randomBytes } from "node:crypto";
import type { Platform } from "./platform.ts";
import { systemClock, systemTimers } from "./system-clock.ts";
import { createUndiciHttp } from "./undici-http.ts";

export type SystemPlatform = Platform & { close(): Promise<void> };

export function createSystemPlatform(): SystemPlatform {
  const http = createUndiciHttp();
  return {
    clock: systemClock,
    timers: systemTimers,
    randomness: { bytes: (count) => randomBytes(count) },
    http: http.send,
    close: () => http.close(),
  };
}
