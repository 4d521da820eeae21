// The last exchanges, decoded, for people: what came in or went out, whether its signature held, what was answered.
// Bounded; it holds no keys (a signed text here never has the MD5 key at its end).
import type { NoticeSend } from "./notice-office.ts";

export interface Exchange {
  readonly id: number;
  readonly at: string;
  readonly direction: "received" | "sent";
  readonly protocol: "mapi" | "openapi";
  readonly service: string;
  readonly account: string | undefined;
  readonly outTradeNo: string | undefined;
  /** HTTP method and address. */
  readonly request: string;
  readonly fields: Readonly<Record<string, string>>;
  /** The text over which the signature was checked or made. */
  readonly signedText: string | undefined;
  readonly signature: "verified" | "wrong" | "missing" | "not_needed" | "made" | "unchecked";
  /** `ok`, or the error code that was answered. */
  readonly result: string;
  readonly reply: string;
  readonly explanation: { zh: string; en: string } | undefined;
}

/** As it is noted; how it is shown is worked out when somebody looks. */
export type NewExchange = Omit<Exchange, "id" | "at" | "fields"> & {
  atMs: number;
  fields: ReadonlyMap<string, string>;
};

type Kept = NewExchange & { id: number };

const mostKept = 300;
const longestText = 4000;

export class ExchangeLog {
  readonly #kept: Kept[] = [];
  readonly #listeners = new Map<(exchange: Exchange) => void, () => void>();
  #nextId = 1;

  note(exchange: NewExchange): void {
    const kept: Kept = { ...exchange, id: this.#nextId };
    this.#nextId += 1;
    this.#kept.push(kept);
    if (this.#kept.length >= 2 * mostKept) this.#kept.splice(0, mostKept);
    if (this.#listeners.size === 0) return;
    const shown = show(kept);
    for (const listener of this.#listeners.keys()) listener(shown);
  }

  /** Notes one send of a notification. */
  noteSend(send: NoticeSend, atMs: number): void {
    const { target, url, outcome, acknowledged } = send;
    this.note({
      atMs,
      direction: "sent",
      protocol: target.account.protocol,
      service: "notification",
      account: target.account.id,
      outTradeNo: target.outTradeNo,
      request: `POST ${url}`,
      fields: send.fields,
      signedText: undefined,
      signature: "made",
      result: acknowledged ? "ok" : "not_acknowledged",
      reply:
        outcome.kind === "answered" ? `HTTP ${outcome.status} ${outcome.body.toString("utf8")}` : `(${outcome.reason})`,
      explanation: acknowledged ? undefined : whyNotAcknowledged(outcome),
    });
  }

  /** The id of the latest exchange; 0 before the first. */
  get lastId(): number {
    return this.#nextId - 1;
  }

  /** The kept exchanges, oldest first, after the given id. */
  after(id: number): Exchange[] {
    return this.#kept
      .slice(-mostKept)
      .filter((exchange) => exchange.id > id)
      .map(show);
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

function show(kept: Kept): Exchange {
  const { atMs, ...rest } = kept;
  return {
    ...rest,
    at: new Date(atMs).toISOString(),
    fields: Object.fromEntries(Array.from(kept.fields, ([name, value]) => [name.slice(0, 200), cut(value)])),
    signedText: rest.signedText === undefined ? undefined : cut(rest.signedText),
    request: cut(rest.request),
    reply: cut(rest.reply),
  };
}

function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}… (${text.length})` : text;
}

function whyNotAcknowledged(outcome: NoticeSend["outcome"]): { zh: string; en: string } {
  if (outcome.kind === "unreachable") {
    return {
      zh: "通知地址连不上，稍后按计划重发。",
      en: "The notify_url can't be reached; it will be sent again on schedule.",
    };
  }
  if (outcome.status >= 300 && outcome.status < 400) {
    return {
      zh: "通知地址返回了跳转；支付宝不会跟随跳转。",
      en: "The notify_url answered a redirect, which Alipay does not follow.",
    };
  }
  if (outcome.status !== 200) {
    return {
      zh: `通知地址返回 HTTP ${outcome.status}，不算成功。`,
      en: `The notify_url answered HTTP ${outcome.status}.`,
    };
  }
  const text = outcome.body.toString("utf8");
  if (text.trim().replace(/^\ufeff/u, "") === "success") {
    return {
      zh: "返回内容在 success 前后多了空白、换行或 BOM；必须恰好是 7 个字节。",
      en: "The answer has white space, a line break or a BOM around success; it must be exactly 7 bytes.",
    };
  }
  return {
    zh: "返回内容不是 success，会按计划重发。",
    en: "The answer is not success; it will be sent again on schedule.",
  };
}
