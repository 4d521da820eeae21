// What may not be touched outside `platform/`, each with what to use instead. Data only.

export interface Ban {
  readonly what: string;
  readonly instead: string;
}

const clock = "take a clock (`now: () => number`, epoch milliseconds) through the constructor";
const chance = "take the source of randomness through the constructor";
const timer = "take a timer through the constructor, or let the caller's loop decide when";
const http = "take an HttpSend through the constructor";
const surroundings = "read it in the program's main and pass the value in";

const ban = (what: string, instead: string): Ban => ({ what, instead });

export const bannedNames: Readonly<Record<string, Ban>> = {
  setTimeout: ban("setTimeout", timer),
  setInterval: ban("setInterval", timer),
  setImmediate: ban("setImmediate", timer),
  fetch: ban("fetch", http),
  process: ban("process", surroundings),
};

/** Called without an argument. */
export const bannedCalls: Readonly<Record<string, Ban>> = { Date: ban("new Date() without an argument", clock) };

const cryptoNames: Readonly<Record<string, Ban>> = Object.fromEntries(
  ["randomUUID", "randomBytes", "randomInt", "randomFill", "randomFillSync", "getRandomValues"].map((name) => [
    name,
    ban(`crypto.${name}`, chance),
  ]),
);

export const bannedMembers: Readonly<Record<string, Ban>> = {
  "Date.now": ban("Date.now", clock),
  "performance.now": ban("performance.now", clock),
  "Math.random": ban("Math.random", chance),
  ...Object.fromEntries(Object.entries(cryptoNames).map(([name, what]) => [`crypto.${name}`, what])),
};

/** By module without `node:`, then by imported name; "every name" forbids the module as a whole. */
export const bannedImports: Readonly<Record<string, Readonly<Record<string, Ban>>>> = {
  crypto: cryptoNames,
  timers: { "every name": ban("node:timers", timer) },
  "timers/promises": { "every name": ban("node:timers/promises", timer) },
  process: { "every name": ban("node:process", surroundings) },
  perf_hooks: { performance: ban("performance of node:perf_hooks", clock) },
};
