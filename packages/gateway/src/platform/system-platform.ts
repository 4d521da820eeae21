// The real outside world.
import { createGuardedHttp } from "./guarded-http.ts";
import type { Platform } from "./platform.ts";
import { addressRule } from "./public-addresses.ts";
import { createSmtpMailer } from "./smtp-mailer.ts";
import { systemClock, systemTimers } from "./system-clock.ts";
import { systemRandomness } from "./system-randomness.ts";
import { createUndiciHttp } from "./undici-http.ts";

export type SystemPlatform = Platform & { close(): Promise<void> };

export type SystemPlatformOptions = {
  /** Addresses that may be called on somebody's word although they are not public: `loopback`, `private`, CIDR blocks. */
  egressAllow?: readonly string[];
};

/** Throws RangeError for an entry of `egressAllow` which is none. */
export function createSystemPlatform(options: SystemPlatformOptions = {}): SystemPlatform {
  const http = createUndiciHttp();
  const egress = createGuardedHttp({ isAllowed: addressRule(options.egressAllow) });
  return {
    clock: systemClock,
    timers: systemTimers,
    randomness: systemRandomness(),
    http: http.send,
    egress: egress.send,
    mail: createSmtpMailer(),
    async close() {
      await Promise.all([http.close(), egress.close()]);
    },
  };
}
