// The last exchanges, decoded, for people: what came in or went out, whether its signature held, what was answered.
// Bounded in bytes; it holds no keys (a signed text here never has the MD5 key at its end).
import { judgeNotice } from "./judge-notice.ts";
import type { NoticeSend } from "./notice-office.ts";
import { deservesOf, type NoticeDeserves } from "./notice-plan.ts";
import { TextRing } from "./text-ring.ts";

export interface Exchange {
  readonly id: number;
  readonly at: string;
  /** A call of a gateway, a notification on its way out, what a buyer did at the cashier, a browser sent back to the shop. */
  readonly kind: "call" | "notification" | "cashier" | "return";
  readonly protocol: "mapi" | "openapi";
  readonly service: string;
  readonly account?: string | undefined;
  readonly outTradeNo?: string | undefined;
  /** HTTP method and address. */
  readonly request: string;
  readonly fields: Readonly<Record<string, string>>;
  /** The text over which the signature was checked or made. */
  readonly signedText?: string | undefined;
  readonly signature: "verified" | "wrong" | "missing" | "not_needed" | "made" | "forged" | "unchecked";
  /** `ok`, the error code that was answered, or what became of a notification. */
  readonly result: string;
  readonly reply: string;
  readonly explanation?: { readonly zh: string; readonly en: string } | undefined;
  /** What a sound merchant answers to a notification. */
  readonly deserves?: NoticeDeserves | undefined;
}

/** As it is noted. */
export type NewExchange = Omit<Exchange, "id" | "at" | "fields"> & {
  readonly atMs: number;
  readonly fields: Iterable<readonly [name: string, value: string]>;
};

/** Twice this much is kept at most: two thousand ordinary exchanges, or so. */
const bytesEach = 2 * 1024 * 1024;
const longestText = 4000;
/** Of all fields of one exchange together. */
const longestFields = 20_000;

export class ExchangeLog {
  readonly #ring = new TextRing(bytesEach);
  readonly #listeners = new Map<(exchange: Exchange) => void, () => void>();

  note(exchange: NewExchange): void {
    const shown = show(exchange, this.lastId + 1);
    this.#ring.add(JSON.stringify(shown));
    for (const listener of this.#listeners.keys()) listener(shown);
  }

  /** Notes one send of a notification. */
  noteSend(send: NoticeSend, atMs: number): void {
    const { target, url, outcome, acknowledged, signedText, plan } = send;
    const deserves = deservesOf(plan);
    const { result, zh, en } = judgeNotice(outcome, { acknowledged, deserves });
    this.note({
      atMs,
      kind: "notification",
      protocol: target.account.protocol,
      service: "notification",
      account: target.account.id,
      outTradeNo: target.outTradeNo,
      request: `POST ${url}`,
      fields: send.fields,
      signedText,
      signature: plan.sender === "forger" ? "forged" : "made",
      result,
      reply:
        outcome.kind === "answered" ? `HTTP ${outcome.status} ${outcome.body.toString("utf8")}` : `(${outcome.reason})`,
      explanation: { zh, en },
      deserves,
    });
  }

  /** The id of the latest exchange; 0 before the first. */
  get lastId(): number {
    return this.#ring.lastNumber;
  }

  /** The kept exchanges, oldest first, after the given id. */
  after(id: number): Exchange[] {
    return this.#ring.after(id).map((text): Exchange => JSON.parse(text));
  }

  /** The latest ones, oldest first. */
  latest(count: number): Exchange[] {
    return this.after(Math.max(0, this.lastId - count));
  }

  /** Calls back for each new exchange, and once when the log ends; the answer stops listening. */
  listen(listener: (exchange: Exchange) => void, onEnd: () => void): () => void {
    this.#listeners.set(listener, onEnd);
    return () => this.#listeners.delete(listener);
  }

  /** Tells the listeners that nothing more will come. */
  end(): void {
    for (const onEnd of this.#listeners.values()) onEnd();
    this.#listeners.clear();
  }
}

/** Written out field by field: this happens thousands of times a second, and copies of objects are what it would cost. */
function show(exchange: NewExchange, id: number): Exchange {
  const { account, outTradeNo, signedText, explanation } = exchange;
  return {
    id,
    at: new Date(exchange.atMs).toISOString(),
    kind: exchange.kind,
    protocol: exchange.protocol,
    service: cut(exchange.service),
    account,
    outTradeNo: outTradeNo === undefined ? undefined : cut(outTradeNo),
    request: cut(exchange.request),
    fields: shownFields(exchange.fields),
    signedText: signedText === undefined ? undefined : cut(signedText),
    signature: exchange.signature,
    result: cut(exchange.result),
    reply: cut(exchange.reply),
    explanation: explanation === undefined ? undefined : { zh: cut(explanation.zh), en: cut(explanation.en) },
    deserves: exchange.deserves,
  };
}

function shownFields(fields: NewExchange["fields"]): Record<string, string> {
  // Without a prototype: a field may be called __proto__.
  const shown: Record<string, string> = Object.create(null);
  let length = 0;
  let left = 0;
  for (const [name, value] of fields) {
    const [shownName, shownValue] = [name.slice(0, 200), cut(value)];
    length += shownName.length + shownValue.length;
    if (length <= longestFields) shown[shownName] = shownValue;
    else left += 1;
  }
  if (left > 0) shown["…"] = `(${left})`;
  return shown;
}

function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}… (${text.length})` : text;
}
