// HTTP out, through undici: one time limit over the whole exchange, no redirects, a limit on the answer's size.
// It knows nothing of Alipay or of webhooks; whom we may call is decided by the caller and by the connection it is given.
import { Agent, type buildConnector, request } from "undici";
import { HttpFailure } from "./http-failure.ts";
import type { HttpRequest, HttpResponse, HttpSend } from "./platform.ts";

/** Alipay's largest ordinary reply is some 100 kB; more than this is not an answer to one of our questions. */
const maxAnswerBytes = 1024 * 1024;

export const connectTimeoutMs = 10_000;

export type UndiciHttpOptions = { maxAnswerBytes?: number; connect?: buildConnector.connector };
export type UndiciHttp = { send: HttpSend; close(): Promise<void> };

export function createUndiciHttp(options: UndiciHttpOptions = {}): UndiciHttp {
  const connect = options.connect ?? { timeout: connectTimeoutMs };
  const agent = new Agent({ connect, keepAliveTimeout: 10_000, pipelining: 1 });
  const limitBytes = options.maxAnswerBytes ?? maxAnswerBytes;
  return {
    send: (r) => exchange(agent, r, Math.min(limitBytes, r.maxAnswerBytes ?? limitBytes)),
    close: () => agent.destroy(),
  };
}

async function exchange(agent: Agent, r: HttpRequest, limitBytes: number): Promise<HttpResponse> {
  const deadline = AbortSignal.timeout(r.timeoutMs);
  const signal = r.signal === undefined ? deadline : AbortSignal.any([deadline, r.signal]);
  try {
    const reply = await request(r.url, {
      dispatcher: agent,
      method: r.method,
      headers: r.headers,
      body: r.body ?? null,
      signal,
      headersTimeout: r.timeoutMs,
      bodyTimeout: r.timeoutMs,
    });
    const body = await readLimited(reply.body, limitBytes);
    return { status: reply.statusCode, headers: flatten(reply.headers), body };
  } catch (error) {
    if (error instanceof HttpFailure) throw error;
    if (deadline.aborted || isTimeout(error)) {
      throw new HttpFailure("timeout", { code: codeOf(error), timeoutMs: r.timeoutMs, cause: error });
    }
    throw new HttpFailure("network", { code: codeOf(error), timeoutMs: r.timeoutMs, cause: error });
  }
}

async function readLimited(body: AsyncIterable<Uint8Array>, limitBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of body) {
    total += chunk.byteLength;
    if (total > limitBytes) throw new HttpFailure("too_large", { code: "ANSWER_TOO_LARGE", timeoutMs: 0 });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return flat;
}

/** The system's own word. Where several addresses of one host were tried, that of the first. */
function codeOf(error: unknown): string {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; depth += 1) {
    if (current instanceof HttpFailure) return current.code;
    if ("code" in current && typeof current.code === "string") return current.code;
    current = current instanceof AggregateError ? current.errors[0] : current.cause;
  }
  return error instanceof Error ? error.name : "UNKNOWN";
}

function isTimeout(error: unknown): boolean {
  return ["UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "ETIMEDOUT"].includes(
    codeOf(error),
  );
}
