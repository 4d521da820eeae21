// HTTP out, through undici: one time limit over the whole exchange, no redirects, a limit on the answer's size.
// It knows nothing of Alipay or of webhooks; whom we may call is decided by the caller.
import { Agent, request } from "undici";
import { HttpFailure } from "./http-failure.ts";
import type { HttpRequest, HttpResponse, HttpSend } from "./platform.ts";

/** Alipay's largest ordinary reply is some 100 kB; more than this is not an answer to one of our questions. */
const maxAnswerBytes = 1024 * 1024;

export type UndiciHttp = { send: HttpSend; close(): Promise<void> };

export function createUndiciHttp(): UndiciHttp {
  const agent = new Agent({ connect: { timeout: 10_000 }, keepAliveTimeout: 10_000, pipelining: 1 });
  return { send: (r) => exchange(agent, r), close: () => agent.destroy() };
}

async function exchange(agent: Agent, r: HttpRequest): Promise<HttpResponse> {
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
    return { status: reply.statusCode, headers: flatten(reply.headers), body: await readLimited(reply.body) };
  } catch (error) {
    if (error instanceof HttpFailure) throw error;
    if (deadline.aborted || isTimeout(error)) {
      throw new HttpFailure("timeout", { code: codeOf(error), timeoutMs: r.timeoutMs, cause: error });
    }
    throw new HttpFailure("network", { code: codeOf(error), timeoutMs: r.timeoutMs, cause: error });
  }
}

async function readLimited(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of body) {
    total += chunk.byteLength;
    if (total > maxAnswerBytes) throw new HttpFailure("too_large", { code: "ANSWER_TOO_LARGE", timeoutMs: 0 });
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

function codeOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return error instanceof Error ? error.name : "UNKNOWN";
}

function isTimeout(error: unknown): boolean {
  return ["UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "ETIMEDOUT"].includes(
    codeOf(error),
  );
}
