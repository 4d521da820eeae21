// One call over HTTP: sends, reports each exchange to the hook, repeats only what is safe to repeat. It knows nothing of
// the two protocols; how a reply is read is handed in.
import { AlipayError } from "../alipay-error.ts";
import { fetchSend, type HttpRequest, type HttpResponse, type HttpSend } from "../platform/http-send.ts";
import { systemNow, systemSleep } from "../platform/system-time.ts";
import type { FieldTable } from "../services/field-definition.ts";
import type { AlipayClientOptions } from "./client-options.ts";
import { type Exchange, maskedFields, maskedReply, type ShownRequest } from "./exchange.ts";
import { abortedError, transportError } from "./transport-error.ts";

export type ExchangeJob<Reply> = {
  readonly service: { readonly name: string; readonly repeatable: boolean; readonly fields: FieldTable };
  /** Made anew for each try: the timestamp is part of what is signed. */
  readonly request: (nowMs: number) => {
    readonly shown: ShownRequest;
    readonly http: Omit<HttpRequest, "timeoutMs">;
  };
  readonly read: (response: HttpResponse) => Reply | Promise<Reply>;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
};

const firstDelayMs = 200;

// A repetition helps against what passes by itself: no answer, or Alipay's own "unknown".
function isPassing(error: AlipayError): boolean {
  return error.kind === "timeout" || error.kind === "network" || error.code === "20000";
}

export class Exchanger {
  readonly #send: HttpSend;
  readonly #sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly #options: AlipayClientOptions;
  readonly now: () => number;

  constructor(options: AlipayClientOptions) {
    this.#options = options;
    this.#send = options.send ?? fetchSend;
    this.#sleep = options.sleep ?? systemSleep;
    this.now = options.now ?? systemNow;
  }

  /** The reply as `read` gives it. Throws AlipayError only. */
  async run<Reply>(job: ExchangeJob<Reply>): Promise<Reply> {
    const retries = job.service.repeatable ? (this.#options.retries ?? 2) : 0;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(job, attempt);
      } catch (error) {
        if (!(error instanceof AlipayError) || !isPassing(error) || attempt > retries || job.signal?.aborted)
          throw error;
      }
      await this.#pause(job, firstDelayMs * 4 ** (attempt - 1));
    }
  }

  async #pause(job: ExchangeJob<unknown>, ms: number): Promise<void> {
    try {
      await this.#sleep(ms, job.signal);
    } catch (error) {
      // The only way in which a sleep fails is the caller's abort.
      throw abortedError(job.service.name, true, error);
    }
  }

  async #once<Reply>(job: ExchangeJob<Reply>, attempt: number): Promise<Reply> {
    const { signal } = job;
    if (signal?.aborted) throw abortedError(job.service.name, attempt > 1, signal.reason);
    const startedMs = this.now();
    const { shown, http } = job.request(startedMs);
    let response: HttpResponse | undefined;
    const report = (error?: AlipayError): void => {
      if (this.#options.onExchange !== undefined)
        this.#options.onExchange(this.#describe({ job, attempt, startedMs, shown, response, error }));
    };
    try {
      response = await this.#exchange(job, http);
      const reply = await job.read(response);
      report();
      return reply;
    } catch (error) {
      if (error instanceof AlipayError) report(error);
      throw error;
    }
  }

  async #exchange(job: ExchangeJob<unknown>, http: Omit<HttpRequest, "timeoutMs">): Promise<HttpResponse> {
    const timeoutMs = job.timeoutMs ?? this.#options.timeoutMs ?? 10_000;
    try {
      return await this.#send({ ...http, timeoutMs, ...(job.signal === undefined ? {} : { signal: job.signal }) });
    } catch (error) {
      // Whatever a transport rejects with becomes our own error.
      if (job.signal?.aborted) throw abortedError(job.service.name, true, error);
      throw transportError(error, job.service.name);
    }
  }

  #describe(parts: {
    job: ExchangeJob<unknown>;
    attempt: number;
    startedMs: number;
    shown: ShownRequest;
    response: HttpResponse | undefined;
    error: AlipayError | undefined;
  }): Exchange {
    const { job, attempt, startedMs, shown, response, error } = parts;
    const traceId = response?.headers["trace_id"] ?? response?.headers["alipay-trace-id"];
    return {
      service: job.service.name,
      attempt,
      httpMethod: shown.httpMethod,
      endpoint: shown.endpoint,
      fields: maskedFields(shown, job.service.fields),
      startedMs,
      durationMs: this.now() - startedMs,
      ...(response === undefined ? {} : { httpStatus: response.status, replyText: maskedReply(response.body) }),
      ...(traceId === undefined ? {} : { traceId }),
      ...(error === undefined ? {} : { error }),
    };
  }
}
