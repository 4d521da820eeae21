// Watches everything that leaves a gateway under test (log lines, answers of verbs, errors, HTTP bodies) for the secrets which
// were sealed in the same test file, and fails the test where one is found. The rigs of the suite bring it along;
// secrets.test.ts sees to it that no test opens a gateway without.
import { ServerResponse } from "node:http";
import { inspect } from "node:util";
import { afterEach, expect } from "vitest";
import type { Log, LogFields } from "../platform/log.ts";
import { Sealer } from "../store/sealer.ts";

const secrets = new Map<string, string>();
const outputs: { from: string; text: string }[] = [];
const leaks: string[] = [];
const shortest = 16;
/** A test that writes more is searched in between. */
const mostKept = 2000;

/** Verbs and routes whose very purpose is to show a new secret once. */
const revealingVerbs: ReadonlySet<string> = new Set([
  ...["registerSite", "addSiteKey", "rotateSiteKey", "rotateWebhookSecret", "issueLookAlikeKey"],
]);
const revealingRoutes =
  /^POST \/admin\/(?:sites|sites\/[^/]+\/(?:keys|webhook-secret|look-alike\/keys)|keys\/[^/]+\/rotate|token\/rotate)(?:\?|$)/;

export function watchSecret(name: string, secret: string): void {
  // A PID or an app_id, typed in the place of a key: no secret wherever it stands.
  if (/^\s*\d{16}\s*$/.test(secret)) return;
  for (const shape of shapesOf(secret)) secrets.set(shape, name);
}

export function sawOutput(from: string, text: string): void {
  outputs.push({ from, text });
  if (outputs.length >= mostKept) search();
}

/** The same log; each line is looked at as it would be written. */
export function watchedLog(log: Log): Log {
  const watch = (write: Log["info"]) => (fields: LogFields, message: string) => {
    sawOutput(`log line "${message}"`, `${message} ${inspect(fields, { depth: 10 })}`);
    write(fields, message);
  };
  return { debug: watch(log.debug), info: watch(log.info), warn: watch(log.warn), error: watch(log.error) };
}

/** The same gateway; what its verbs answer and throw is looked at. */
export function watchedVerbs<Verbs extends object>(verbs: Verbs): Verbs {
  return new Proxy(verbs, {
    get(target, name, receiver) {
      const verb: unknown = Reflect.get(target, name, receiver);
      if (typeof verb !== "function" || typeof name !== "string") return verb;
      return (...input: unknown[]) => {
        const answer: unknown = verb.apply(target, input);
        return answer instanceof Promise ? answer.then(seen(name), refused(name)) : answer;
      };
    },
  });
}

function seen(verb: string): (answer: unknown) => unknown {
  return (answer) => {
    if (!revealingVerbs.has(verb)) sawOutput(`answer of ${verb}`, inspect(answer, { depth: 12 }));
    return answer;
  };
}

function refused(verb: string): (error: unknown) => never {
  return (error) => {
    sawOutput(`error of ${verb}`, inspect(error, { depth: 12 }));
    throw error;
  };
}

/** The body of an answer over HTTP; `request` is method and path. */
export function sawBody(request: string, body: string): void {
  if (!revealingRoutes.test(request)) sawOutput(`body of ${request}`, body);
}

/** The secret itself, without the armour of a PEM, and as JSON writes it. */
function shapesOf(secret: string): string[] {
  const bare = secret.replace(/-----[A-Z ]+-----|\s/g, "");
  const shapes = [secret, bare, JSON.stringify(secret).slice(1, -1), bare.slice(40, 120)];
  return shapes.filter((shape) => shape.length >= shortest);
}

function search(): void {
  for (const { from, text } of outputs.splice(0)) {
    for (const [shape, name] of secrets) if (text.includes(shape)) leaks.push(`${from} holds ${name}`);
  }
}

/** What was found so far; empties the list. For the test of this watch itself. */
export function takeLeaks(): string[] {
  search();
  return leaks.splice(0);
}

afterEach(() => {
  expect(takeLeaks()).toEqual([]);
});

const { seal } = Sealer.prototype;
Sealer.prototype.seal = function (text, place) {
  for (const [name, secret] of secretsIn(text)) watchSecret(`${name} of ${place}`, secret);
  return seal.call(this, text, place);
};

/** What is sealed as JSON holds identities and public keys too, which are no secret: its secrets are told by their names. */
function secretsIn(text: string): [string, string][] {
  return text.startsWith("{") ? namedSecrets(JSON.parse(text)) : [["secret", text]];
}

function namedSecrets(value: unknown): [string, string][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]): [string, string][] => {
    if (typeof inner !== "string") return namedSecrets(inner);
    if (name === "text" && "kind" in value && value.kind === "md5_key") return [["former MD5 key", inner]];
    return /(?:key|secret|password|token)$/i.test(name) && !/publickey$/i.test(name) ? [[name, inner]] : [];
  });
}

const { end } = ServerResponse.prototype;
ServerResponse.prototype.end = function (this: ServerResponse, ...input: unknown[]) {
  const [body] = input;
  if (typeof body === "string" || Buffer.isBuffer(body)) {
    sawBody(`${this.req.method} ${this.req.url}`, String(body));
  }
  return Reflect.apply(end, this, input) as ServerResponse;
} as typeof end;
