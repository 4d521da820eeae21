// One HTTP exchange as it is on the wire: no redirect followed, no cookie kept, no charset guessed.

export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** How much longer than usual the answer may take. */
  readonly waitMs?: number;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly setCookies: readonly string[];
  readonly body: Uint8Array;
}

export type HttpExchange = (request: HttpRequest) => Promise<HttpResponse>;

const timeoutMs = 20_000;

/** Rejects with a TypeError where nobody answers, with a TimeoutError after 20 s (and waitMs). */
export const httpExchange: HttpExchange = async ({ method, url, headers, body, waitMs = 0 }) => {
  const response = await fetch(url, {
    method,
    redirect: "manual",
    signal: AbortSignal.timeout(timeoutMs + waitMs),
    ...(headers && { headers }),
    ...(body && { body: Buffer.from(body) }),
  });
  return {
    status: response.status,
    headers: new Map(response.headers),
    setCookies: response.headers.getSetCookie(),
    body: new Uint8Array(await response.arrayBuffer()),
  };
};
