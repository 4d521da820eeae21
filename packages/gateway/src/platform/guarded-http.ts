// HTTP out to an address that somebody else named. Each connection is made to an address that was looked up and judged for
// this very connection, so a name that points elsewhere a moment later changes nothing. Small answers, no redirects.
import { lookup as systemLookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { buildConnector } from "undici";
import { HttpFailure } from "./http-failure.ts";
import type { AddressRule } from "./public-addresses.ts";
import { connectTimeoutMs, createUndiciHttp, type UndiciHttp } from "./undici-http.ts";

export type Resolved = { address: string; family: number };
export type GuardedHttpOptions = {
  isAllowed: AddressRule;
  /** All addresses of a host. Default: the system's. */
  lookup?: (hostname: string) => Promise<Resolved[]>;
};

/** An acknowledgement has some words; nobody whom we call owes us more. */
const maxAnswerBytes = 64 * 1024;

export function createGuardedHttp({ isAllowed, lookup = lookUpAll }: GuardedHttpOptions): UndiciHttp {
  const guardedLookup: LookupFunction = (hostname, options, answer) => {
    lookup(hostname).then(
      (found) => {
        const [first, ...others] = found.filter(({ address }) => isAllowed(address));
        if (first === undefined) answer(privateAddress(hostname), "", 0);
        else if (options.all === true) answer(null, [first, ...others]);
        else answer(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => answer(error, "", 0),
    );
  };
  const connect = buildConnector({ timeout: connectTimeoutMs, lookup: guardedLookup });
  return createUndiciHttp({
    maxAnswerBytes,
    connect: (options, done) => {
      // An address in place of a name is connected to without a look-up.
      const host = options.hostname.replace(/^\[|\]$/g, "");
      if (isIP(host) !== 0 && !isAllowed(host)) done(privateAddress(host), null);
      else connect(options, done);
    },
  });
}

function lookUpAll(hostname: string): Promise<Resolved[]> {
  return systemLookup(hostname, { all: true });
}

function privateAddress(host: string): HttpFailure {
  return new HttpFailure("refused", { code: "PRIVATE_ADDRESS", timeoutMs: 0, cause: new Error(host) });
}
