// Measures the calls to Alipay, and reads from its answers how far our clock is off: a wrong clock breaks signatures' time
// limits long before anybody looks at it. Unsigned, so it is only shown, never used.
import { HttpFailure } from "../platform/http-failure.ts";
import type { Metrics } from "../platform/metrics.ts";
import type { Clock, HttpRequest, HttpResponse, HttpSend } from "../platform/platform.ts";

export type ObservedHttp = { send: HttpSend; clockAheadMs(): number | undefined };

const mostBytesRead = 4096;

export function observeHttp(http: HttpSend, o: { clock: Clock; metrics: Metrics }): ObservedHttp {
  let aheadMs: number | undefined;
  const send: HttpSend = async (request) => {
    const startedMs = o.clock.nowMs();
    const service = serviceOf(request);
    const measure = (result: string): void =>
      o.metrics.observe("dedepay_alipay_call_duration_seconds", (o.clock.nowMs() - startedMs) / 1000, {
        service,
        result,
      });
    try {
      const reply = await http(request);
      measure("answered");
      aheadMs = aheadOf(reply, { startedMs, nowMs: o.clock.nowMs() }) ?? aheadMs;
      return reply;
    } catch (error) {
      measure(error instanceof HttpFailure ? error.kind : "failed");
      throw error;
    }
  };
  return { send, clockAheadMs: () => aheadMs };
}

/** The header has whole seconds, and the answer was on its way for a while: a difference below both is none. */
function aheadOf(reply: HttpResponse, at: { startedMs: number; nowMs: number }): number | undefined {
  const theirsMs = Date.parse(reply.headers["date"] ?? "");
  if (Number.isNaN(theirsMs)) return undefined;
  if (at.startedMs > theirsMs + 1000) return at.startedMs - theirsMs - 1000;
  return at.nowMs < theirsMs ? at.nowMs - theirsMs : 0;
}

function serviceOf({ url, body }: HttpRequest): string {
  const text = `${new URL(url).search.slice(1)}&${Buffer.from(body ?? new Uint8Array()).toString("latin1", 0, mostBytesRead)}`;
  return /(?:^|&)(?:service|method)=([a-z0-9._]{1,64})(?:&|$)/.exec(text)?.[1] ?? "other";
}
