// The way out to the network: one HTTP exchange, as a port and as its default by fetch. Must not know about Alipay.
import { AlipayError } from "../alipay-error.ts";

export type HttpRequest = {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
};

/** Header names are lower case. */
export type HttpResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** Sends one request, follows no redirect; rejects where no complete answer came. */
export type HttpSend = (request: HttpRequest) => Promise<HttpResponse>;

// The largest replies are fund bill lists of some ten kilobytes; a gateway never sends more than this.
const largestBody = 8 * 1024 * 1024;

async function readBody(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    const bytes: Uint8Array = part;
    length += bytes.length;
    if (length > largestBody) {
      throw new AlipayError("malformed_reply", "应答超过 8 MiB (the reply is larger than 8 MiB)", {
        outcomeKnown: false,
        httpStatus: response.status,
      });
    }
    parts.push(bytes);
  }
  return Buffer.concat(parts, length);
}

/** The default transport. Rejects with what fetch gives: a TimeoutError, an AbortError or a TypeError with the cause. */
export const fetchSend: HttpSend = async ({ method, url, headers, body, timeoutMs, signal }) => {
  const deadline = AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, {
    method,
    headers,
    redirect: "manual",
    signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await readBody(response) };
};
